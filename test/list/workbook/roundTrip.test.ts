/** What is written reads as it was: any texts, numbers and formats, through the writer and back. */

import fc from 'fast-check';

import { openFile } from '../../../nodes/NumberLookup/list/openFile';
import type { ListRow } from '../../../nodes/NumberLookup/list/rowReader';
import { fileTypeOf } from '../../../nodes/NumberLookup/list/writeList';
import { escaped, reading, sourceOf, workbook } from './fixture';

const bytesIn = (content: AsyncIterable<Uint8Array>) => content;

/** @returns the list as it reads, and a new file of it with one more column. */
async function written(file: Uint8Array, added: string) {
	const source = sourceOf(file);
	const list = await openFile(async () => source(), reading, null);
	const type = await fileTypeOf(list.form, false, null);
	const output = type.begin(null);
	const parts: Uint8Array[] = [];
	const collected = (async () => {
		for await (const part of bytesIn(output.content)) parts.push(part);
	})();
	const rows: ListRow[] = [];
	for await (const block of list.blocks) {
		rows.push(...block.rows);
		await output.write(block.rows.map(({ cells, stored }) => ({ cells: [...cells, added], stored })));
	}
	await output.end();
	await collected;
	return { rows, file: Buffer.concat(parts) };
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const control = fc.constantFrom(
	'\x01',
	'\x1f',
	'_x0041_',
	'_x005F_',
	'\r',
	'\r\n',
	' ',
	'\t\n',
	'=1+1',
	'\ufffe',
	'&lt;',
	'"',
);
const cell = fc.oneof(
	text.map((value) => ({ kind: 'text', value })),
	fc
		.array(fc.oneof(text, control), { minLength: 1, maxLength: 4 })
		.map((parts) => ({ kind: 'text', value: parts.join('') })),
	fc.integer({ min: 0, max: 999_999_999_999_999 }).map((value) => ({ kind: 'number', value: String(value) })),
	fc.constantFrom({ kind: 'empty', value: '' }, { kind: 'boolean', value: '1' }, { kind: 'error', value: '#N/A' }),
);

const inCell = (value: string) =>
	escaped(value.replace(/_(?=x[0-9A-F]{4}_)/g, '_x005F_')).replace(
		/[\ufffe\uffff]|[^\P{Cc}\t\n]/gu,
		(character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
	);

const cellXml = (formats: number) => (each: { kind: string; value: string }, index: number) => {
	const style = index % (formats + 1);
	const types: Record<string, string> = { text: 'str', boolean: 'b', error: 'e', number: 'n' };
	const type = types[each.kind];
	return type === undefined ? '<c/>' : `<c s="${style}" t="${type}"><v>${inCell(each.value)}</v></c>`;
};

const formats = ['yyyy-mm-dd', '0.0%', '#,##0.00 "€"', '0000000000', 22];

it('is the same list, and the added texts are texts', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 30 }), text, async (table, added) => {
			const rows = table.map((row) => `<row>${row.map(cellXml(formats.length)).join('')}</row>`).join('');
			const first = await written(workbook({ sheets: [{ rows }], formats }), added);
			const second = await written(first.file, '');
			const width = first.rows[0]?.cells.length ?? 0;
			expect(second.rows.map(({ cells }) => cells.slice(0, width))).toEqual(first.rows.map(({ cells }) => cells));
			expect(second.rows.map(({ stored }) => stored?.slice(0, width))).toEqual(first.rows.map(({ stored }) => stored));
			for (const { stored } of second.rows) expect(stored?.at(-1)).toMatchObject({ kind: 'text', value: added });
			const texts = table.flat().filter(({ kind }) => kind === 'text');
			const read = first.rows.flatMap(({ stored = [] }) => stored.filter((each) => each?.kind === 'text'));
			expect(read.map((each) => each?.value)).toEqual(texts.map(({ value }) => value));
		}),
		{ numRuns: 200 },
	);
});
