/** The files of a list: where n8n keeps them, and how they come and go without being in memory as a whole. */

import { type IBinaryData, type IBinaryKeyData, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import type { RowSink, WrittenRow } from '../list/listRun';
import { OutputFile } from '../list/outputFile';
import type { ListForm } from '../list/readList';
import type { Verdict } from '../reference/statuses';
import type { ListProgress } from './progress';

export interface InputFile {
	name: string;
	/** null where n8n does not say. */
	size: number | null;
	/** From the beginning, as often as asked for. */
	bytes: AsyncIterable<Uint8Array>;
	/** Whether n8n keeps files on disk; elsewhere it holds a file in memory before it puts it away. */
	isOnDisk: boolean;
}

const fallbackName = 'list.csv';

/** @throws NodeOperationError where the item has no such file. */
export async function inputFile(context: IExecuteFunctions, itemIndex: number, field: unknown): Promise<InputFile> {
	const { id, data, fileName = fallbackName, bytes = null } = fileIn(context, itemIndex, field);
	const isOnDisk = id?.startsWith('filesystem') === true;
	if (id === undefined)
		return { name: fileName, size: bytes, bytes: again(() => pieces(Buffer.from(data, 'base64'))), isOnDisk };
	const { fileSize } = await context.helpers.getBinaryMetadata(id);
	return { name: fileName, size: fileSize, bytes: again(() => context.helpers.getBinaryStream(id)), isOnDisk };
}

/** No name of a field is so long. */
const longestName = 100;

/** A file as an expression gives it. `{{ $binary.data }}` leaves out what it holds, if n8n keeps that in memory; another node's does not. */
const fileSchema = z.object({
	mimeType: z.string(),
	data: z.string().optional(),
	id: z.string().optional(),
	fileName: z.string().optional(),
	bytes: z.number().optional(),
});

/** n8n repeats a name that no field has in its message, which may be a file's content if an expression is wrong. */
function fileIn(context: IExecuteFunctions, itemIndex: number, field: unknown): KnownFile {
	const files = context.getInputData()[itemIndex]?.binary ?? {};
	const { data: given } = fileSchema.safeParse(field);
	const file = given === undefined ? null : contentKnown(given, Object.values(files));
	if (file !== null) return file;
	if (typeof field === 'string' && !isContent(field, files)) return context.helpers.assertBinaryData(itemIndex, field);
	throw new NodeOperationError(context.getNode(), 'The field "Input Binary Field" holds no name of a field', {
		itemIndex,
		description: 'Write the name of the field that holds the file, such as data, or the expression {{ $binary.data }}.',
	});
}

type KnownFile = Pick<IBinaryData, 'id' | 'data' | 'fileName' | 'bytes'>;

/** @returns the file with what it holds; null where that is not known. */
function contentKnown(given: z.infer<typeof fileSchema>, files: readonly IBinaryData[]): KnownFile | null {
	const { id, data = '', mimeType, fileName, bytes } = given;
	if (id !== undefined || data !== '') return { ...given, data };
	const isGiven = (file: IBinaryData) =>
		file.mimeType === mimeType && file.fileName === fileName && file.bytes === bytes;
	return files.find(isGiven) ?? null;
}

function isContent(text: string, files: IBinaryKeyData): boolean {
	if (files[text] !== undefined) return false;
	return text.length > longestName || /[\r\n]/.test(text) || Object.values(files).some(({ data }) => data === text);
}

/** @returns what begins anew for each that reads it. */
function again(open: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>): AsyncIterable<Uint8Array> {
	return {
		async *[Symbol.asyncIterator]() {
			yield* await open();
		},
	};
}

const pieceBytes = 65_536;

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}

const fileOfVerdict = {
	valid: 'clean',
	invalid: 'rejected',
	unavailable: 'review',
	unknown: 'review',
} as const satisfies Record<Verdict, string>;

export type FileName = (typeof fileOfVerdict)[Verdict] | 'enriched';

interface Written {
	file: OutputFile;
	stored: Promise<IBinaryData>;
	rows: number;
}

/** The files that a list becomes. */
export class OutputFiles implements RowSink {
	private readonly files: ReadonlyMap<FileName, Written>;

	/** @param header null where the list has none. */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly isEnriched: boolean,
		private readonly input: InputFile,
		form: ListForm,
		header: readonly string[] | null,
		private readonly progress: ListProgress,
	) {
		const names: FileName[] = isEnriched ? ['enriched'] : ['clean', 'rejected', 'review'];
		this.files = new Map(names.map((name) => [name, this.begun(name, form, header)]));
	}

	/** How many rows each file holds. */
	get rows(): Partial<Record<FileName, number>> {
		return Object.fromEntries([...this.files].map(([name, { rows }]) => [name, rows]));
	}

	async write(rows: readonly WrittenRow[], bytesRead: number): Promise<void> {
		for (const [name, written] of this.files) {
			const own = this.isEnriched
				? rows
				: rows.filter(({ verdict }) => verdict !== null && fileOfVerdict[verdict] === name);
			written.rows += own.length;
			await this.orItsReason(written, written.file.write(own.map(({ cells }) => cells)));
		}
		this.progress.written(this.rowsWritten, bytesRead);
	}

	/** @returns the files as n8n knows them. */
	async finish(): Promise<IBinaryKeyData> {
		for (const { file } of this.files.values()) file.end();
		const stored: IBinaryKeyData = {};
		for (const [name, written] of this.files) stored[name] = await written.stored;
		return stored;
	}

	/** What was written so far is thrown away. */
	abandon(): void {
		for (const { file } of this.files.values()) file.abandon();
	}

	private get rowsWritten(): number {
		return [...this.files.values()].reduce((sum, { rows }) => sum + rows, 0);
	}

	private begun(name: FileName, form: ListForm, header: readonly string[] | null): Written {
		const file = new OutputFile(form, header);
		const fileName = `${this.input.name.replace(/\.[^.]*$/, '')}-${name}.csv`;
		const stored = this.store(file, fileName);
		// Heard of by whoever writes or finishes.
		stored.catch(() => undefined);
		return { file, stored, rows: 0 };
	}

	/** Where n8n collects a stream in memory, it gives it up after minutes without a byte, as a file of few rows may well be. */
	private async store({ content }: OutputFile, fileName: string): Promise<IBinaryData> {
		const whole = this.input.isOnDisk ? content : await collected(content);
		return await this.context.helpers.prepareBinaryData(whole, fileName, 'text/csv');
	}

	/** That a file cannot be written any more says less than why n8n could not store it. */
	private async orItsReason({ stored }: Written, writing: Promise<void>): Promise<void> {
		try {
			await writing;
		} catch {
			await stored;
		}
	}
}

async function collected(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of content) parts.push(part);
	return Buffer.concat(parts);
}
