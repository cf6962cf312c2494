/** What the benchmark can be told on the command line. */

import path from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
	/** Distinct numbers in a run. */
	numbers: number;
	/** Numbers in a run of n8n's HTTP Request node, which is slow. */
	httpRequestNumbers: number;
	/** Numbers in the larger run of "ten times as many", and in the one that memory is taken of. */
	manyNumbers: number;
	/** Rows of the longest list in a file, and items of the longest that blocks are taken of. */
	listRows: number;
	/** Rounds for each figure. */
	rounds: number;
	/** Groups of figures to measure; empty for all. */
	only: readonly string[];
	/** Folder for bench.json and bench.md. */
	out: string;
}

const full = { numbers: 20_000, httpRequestNumbers: 4_000, manyNumbers: 100_000, listRows: 1_000_000, rounds: 5 };
const quick = { numbers: 4_000, httpRequestNumbers: 1_000, manyNumbers: 20_000, listRows: 100_000, rounds: 3 };

export const usage = `npm run bench -- [options]

  --quick           fewer numbers and rounds: minutes less, and a wider spread
  --numbers N       distinct numbers in a run (default ${full.numbers}; quick ${quick.numbers})
  --many N          numbers in the run that is ten times another, and for memory (default ${full.manyNumbers}; quick ${quick.manyNumbers})
  --list-rows N     rows of the longest list in a file, and items of the longest run (default ${full.listRows}; quick ${quick.listRows})
  --rounds N        rounds for each figure, of which the median counts (default ${full.rounds}; quick ${quick.rounds})
  --only GROUPS     some figures, by commas: throughput, cost, scale, blocks, memory, list, connections,
                    limits, loss, startUp, flight (default: all)
  --out FOLDER      where bench.json and bench.md go (default: .cache/bench)
  --help            print this and end
`;

/** @throws Error in words for the person at the command line. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
	const { values } = parseArgs({
		args: [...args],
		options: {
			quick: { type: 'boolean', default: false },
			numbers: { type: 'string' },
			many: { type: 'string' },
			'list-rows': { type: 'string' },
			rounds: { type: 'string' },
			only: { type: 'string', default: '' },
			out: { type: 'string', default: path.join(__dirname, '..', '.cache', 'bench') },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return 'help';
	const standard = values.quick ? quick : full;
	return {
		numbers: count('--numbers', values.numbers, standard.numbers),
		httpRequestNumbers: standard.httpRequestNumbers,
		manyNumbers: count('--many', values.many, standard.manyNumbers),
		listRows: count('--list-rows', values['list-rows'], standard.listRows),
		rounds: count('--rounds', values.rounds, standard.rounds),
		only: values.only.split(',').filter((group) => group !== ''),
		out: values.out,
	};
}

function count(option: string, text: string | undefined, standard: number): number {
	const value = text === undefined ? standard : Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number of at least 1.`);
	return value;
}
