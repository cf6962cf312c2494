/** What the demo can be told on the command line. */

import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

import { readFile } from './readFile';

/** The list that comes with the demo. */
export const bundledList = path.join(__dirname, 'numbers.csv');

export interface DemoOptions {
	/** The CSV file with the numbers. */
	file: string;
	/** The column that holds them. */
	column: string;
	/** Alpha-2 code for all rows; null: each row’s column `country`. */
	country: string | null;
	/** Provider ids to run with. */
	providers: readonly string[];
	/** Credential data by provider id; null: the simulator. */
	credentials: Readonly<Record<string, Record<string, unknown>>> | null;
	/** Folder for the enriched files. */
	out: string;
}

export const usage = `npm run demo -- [options]

  --file FILE         CSV file with a header line (default: demo/numbers.csv)
  --column NAME       column with the phone numbers (default: phone)
  --country CODE      country of numbers written nationally, such as GB (default: each row's column "country")
  --provider ID       one provider, by its id such as sinch (default: all)
  --credentials FILE  JSON file such as {"sinch": {"region": "eu", "useTls": true, "username": "…", "password": "…"}};
                      asks the real provider instead of the simulator, AND COSTS MONEY
  --out FOLDER        where the enriched CSV files go (default: demo/output)
`;

const credentialsSchema = z.record(z.record(z.unknown()));

/** @throws Error in words for the person at the command line. */
export function readOptions(args: readonly string[], known: readonly string[]): DemoOptions | 'help' {
	const { values } = parseArgs({
		args: [...args],
		options: {
			file: { type: 'string', default: bundledList },
			column: { type: 'string', default: 'phone' },
			country: { type: 'string' },
			provider: { type: 'string' },
			credentials: { type: 'string' },
			out: { type: 'string', default: path.join(__dirname, 'output') },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return 'help';
	const credentials = values.credentials === undefined ? null : readCredentials(values.credentials);
	const chosen =
		values.provider === undefined ? (credentials === null ? known : Object.keys(credentials)) : [values.provider];
	const stranger = chosen.find((id) => !known.includes(id));
	if (stranger !== undefined) throw new Error(`There is no provider "${stranger}". Choose from: ${known.join(', ')}.`);
	const missing = credentials === null ? undefined : chosen.find((id) => !(id in credentials));
	if (missing !== undefined) throw new Error(`The credentials file says nothing of the provider "${missing}".`);
	const { file, column, out, country = null } = values;
	return { file, column, country, providers: chosen, credentials, out };
}

/** The errors tell nothing of the content: it holds passwords. */
function readCredentials(file: string): Record<string, Record<string, unknown>> {
	const parsed = credentialsSchema.safeParse(parseJson(file, readFile(file).toString('utf8')));
	if (!parsed.success) throw new Error(`${file} must hold an object by provider id, such as {"sinch": {…}}.`);
	return parsed.data;
}

function parseJson(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`${file} is not valid JSON. It must hold an object by provider id, such as {"sinch": {…}}.`);
	}
}
