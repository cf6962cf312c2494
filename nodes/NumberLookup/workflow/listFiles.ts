/** The files of a list: where n8n keeps them, and how they come and go without being in memory as a whole. */

import { type IBinaryData, type IBinaryKeyData, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import type { ListFile } from '../list/listFile';
import type { RowSink, WrittenRow } from '../list/listRun';
import type { ListSource } from '../list/workbook/source';
import type { FileType } from '../list/writeList';
import type { Verdict } from '../reference/statuses';
import { nextTurn } from './nextTurn';
import type { ListProgress } from './progress';

export interface InputFile {
	name: string;
	/** null where n8n does not say. */
	size: number | null;
	/** From its beginning, as often as it is called. */
	source: ListSource;
	/** Whether n8n keeps files on disk; elsewhere it holds a file in memory before it puts it away. */
	isOnDisk: boolean;
}

const fallbackName = 'list.csv';

/** @throws NodeOperationError where the item has no such file. */
export async function inputFile(context: IExecuteFunctions, itemIndex: number, field: unknown): Promise<InputFile> {
	const { id, data, fileName = fallbackName, bytes = null } = fileIn(context, itemIndex, field);
	const isOnDisk = id?.startsWith('filesystem') === true;
	if (id === undefined) {
		const whole = Buffer.from(data, 'base64');
		return { name: fileName, size: bytes, source: async () => pieces(whole), isOnDisk };
	}
	const { fileSize } = await context.helpers.getBinaryMetadata(id);
	return { name: fileName, size: fileSize, source: async () => await context.helpers.getBinaryStream(id), isOnDisk };
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
	const fitting = given === undefined ? [] : filesLike(given, Object.values(files));
	if (new Set(fitting.map(({ id, data }) => id ?? data)).size > 1) {
		throw new NodeOperationError(context.getNode(), 'The field "Input Binary Field" fits several files of the item', {
			itemIndex,
			description:
				'They are alike in name, size and type. Write the name of the field that holds the file, such as data.',
		});
	}
	const file = fitting[0] ?? null;
	if (file !== null) return file;
	if (typeof field === 'string' && !isContent(field, files)) return context.helpers.assertBinaryData(itemIndex, field);
	throw new NodeOperationError(context.getNode(), 'The field "Input Binary Field" holds no name of a field', {
		itemIndex,
		description: 'Write the name of the field that holds the file, such as data, or the expression {{ $binary.data }}.',
	});
}

type KnownFile = Pick<IBinaryData, 'id' | 'data' | 'fileName' | 'bytes'>;

/** @returns the file with what it holds; if that is left out, those of the item that it may be. */
function filesLike(given: z.infer<typeof fileSchema>, files: readonly IBinaryData[]): KnownFile[] {
	const { id, data = '', mimeType, fileName, bytes } = given;
	if (id !== undefined || data !== '') return [{ ...given, data }];
	const isGiven = (file: IBinaryData) =>
		file.mimeType === mimeType && file.fileName === fileName && file.bytes === bytes;
	return files.filter(isGiven);
}

function isContent(text: string, files: IBinaryKeyData): boolean {
	if (files[text] !== undefined) return false;
	return text.length > longestName || /[\r\n]/.test(text) || Object.values(files).some(({ data }) => data === text);
}

const pieceBytes = 65_536;

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += pieceBytes) {
		// A file in memory is read without a turn of the event loop, as one on disk never is.
		await nextTurn();
		yield bytes.subarray(start, start + pieceBytes);
	}
}

const fileOfVerdict = {
	valid: 'clean',
	invalid: 'rejected',
	unavailable: 'review',
	unknown: 'review',
} as const satisfies Record<Verdict, string>;

export type FileName = (typeof fileOfVerdict)[Verdict] | 'enriched';

interface Written {
	file: ListFile;
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
		private readonly type: FileType,
		header: readonly string[] | null,
		private readonly progress: ListProgress,
	) {
		const names: FileName[] = isEnriched ? ['enriched'] : ['clean', 'rejected', 'review'];
		this.files = new Map(names.map((name) => [name, this.begun(name, header)]));
	}

	/** How many rows each file holds. */
	get rows(): Partial<Record<FileName, number>> {
		return Object.fromEntries([...this.files].map(([name, { rows }]) => [name, rows]));
	}

	async write(rows: readonly WrittenRow[], bytesRead: number): Promise<void> {
		// What waited for one answer is written at once.
		await nextTurn();
		for (const [name, written] of this.files) {
			const own = this.isEnriched
				? rows
				: rows.filter(({ verdict }) => verdict !== null && fileOfVerdict[verdict] === name);
			written.rows += own.length;
			await this.orItsReason(written, written.file.write(own));
		}
		this.progress.written(this.rowsWritten, bytesRead);
	}

	/** @returns the files as n8n knows them. */
	async finish(): Promise<IBinaryKeyData> {
		for (const written of this.files.values()) await this.orItsReason(written, written.file.end());
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

	private begun(name: FileName, header: readonly string[] | null): Written {
		const file = this.type.begin(header);
		const fileName = `${this.input.name.replace(/\.[^.]*$/, '')}-${name}.${this.type.extension}`;
		const stored = this.store(file, fileName);
		// Heard of by whoever writes or finishes.
		stored.catch(() => undefined);
		return { file, stored, rows: 0 };
	}

	/** Where n8n collects a stream in memory, it gives it up after minutes without a byte, as a file of few rows may well be. */
	private async store({ content }: ListFile, fileName: string): Promise<IBinaryData> {
		const whole = this.input.isOnDisk ? content : await collected(content);
		return await this.context.helpers.prepareBinaryData(whole, fileName, this.type.mimeType);
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
