/** What the soak can be told on the command line. */

import { parseArgs } from 'node:util';

export interface SoakOptions {
	/** How long the load goes on. */
	seconds: number;
	/** Which scenarios come, and in which order. */
	seed: number;
	/** Workflows side by side. */
	lanes: number;
}

const standard = { seconds: 60, lanes: 24 };

export const usage = `npm run soak -- [options]

  --seconds N   how long the load goes on (default ${standard.seconds}; the long form takes 1800)
  --seed N      which scenarios come (default: another one each time; it is printed)
  --lanes N     workflows side by side (default ${standard.lanes})
  --help        print this and end
`;

/**
 * @param anySeed taken where none is given.
 * @throws Error in words for the person at the command line.
 */
export function readOptions(args: readonly string[], anySeed: number): SoakOptions | 'help' {
	const { values } = parseArgs({
		args: [...args],
		options: {
			seconds: { type: 'string' },
			seed: { type: 'string' },
			lanes: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return 'help';
	return {
		seconds: count('--seconds', values.seconds, standard.seconds, 1),
		seed: count('--seed', values.seed, anySeed, 0),
		lanes: count('--lanes', values.lanes, standard.lanes, 1),
	};
}

function count(option: string, text: string | undefined, standardCount: number, least: number): number {
	const value = text === undefined ? standardCount : Number(text);
	if (!Number.isInteger(value) || value < least)
		throw new Error(`${option} takes a whole number of at least ${least}.`);
	return value;
}
