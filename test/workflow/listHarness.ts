/** A bench for tests of lists: that of whole workflows, with CSV files in and out. */

import { parse } from 'csv-parse/sync';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { msisdns } from '../../bench/numbers';
import { contentOf, fileOf } from '../../n8n-runner';
import { type Bench, type Finished, type Wishes, workflowBench } from './harness';

export const valid = '+447788450450';
export const absent = '+447788459027';

/** @returns so many numbers that all have a network. */
export const numbers = (count: number) => msisdns(count).map((msisdn) => `+${msisdn}`);

/** The parameters for one file of all rows, with few columns. */
export const enriched: INodeParameters = { outputFiles: 'enriched', columns: ['verdict', 'status'] };

/** The rows of a table below its header, as objects. */
export function objectsOf([header = [], ...rows]: readonly string[][] = []): Array<Record<string, string>> {
	return rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index] ?? '', cell])));
}

export const column = (table: readonly string[][] | undefined, name: string) =>
	objectsOf(table).map((row) => row[name]);

export interface ListWishes extends Wishes {
	/** One item for each; in place of `items`. */
	lists?: ReadonlyArray<string | Uint8Array>;
}

/** What became of one list. */
export interface ScrubbedList {
	summary: IDataObject;
	/** By field, as they are. */
	files: Record<string, Buffer>;
	/** By field, of CSV files: the rows, the header among them. */
	tables: Record<string, string[][]>;
}

export interface FinishedLists extends Finished, ScrubbedList {
	/** Of each item; the first one's stands above. */
	all: ScrubbedList[];
}

export interface ListBench extends Pick<Bench, 'simulator'> {
	/** Runs the operation Scrub List on CSV files. */
	scrub(wishes: ListWishes): Promise<FinishedLists>;
}

export function listBench(): ListBench {
	const bench = workflowBench();
	return {
		get simulator() {
			return bench.simulator;
		},
		async scrub({ lists = [], parameters, ...wishes }: ListWishes): Promise<FinishedLists> {
			const items = wishes.items ?? (await Promise.all(lists.map(itemOf)));
			const finished = await bench.lookUp({
				...wishes,
				items,
				parameters: { operation: 'scrubList', ...parameters },
			});
			const all = await Promise.all((finished.outputs[0] ?? []).map(scrubbedList));
			const [first = { summary: {}, files: {}, tables: {} }] = all;
			return { ...finished, ...first, all };
		},
	};
}

async function itemOf(list: string | Uint8Array): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await fileOf(Buffer.from(list), 'contacts.csv', 'text/csv') } };
}

async function scrubbedList({ json, binary = {} }: INodeExecutionData): Promise<ScrubbedList> {
	const files: Record<string, Buffer> = {};
	const tables: Record<string, string[][]> = {};
	const delimiter = typeof json.delimiter === 'string' ? json.delimiter : ',';
	for (const [name, file] of Object.entries(binary)) {
		const content = await contentOf(file);
		files[name] = content;
		if (file.mimeType === 'text/csv') tables[name] = parse(content, { delimiter, bom: true });
	}
	return { summary: json, files, tables };
}
