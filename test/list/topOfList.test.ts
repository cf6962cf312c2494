import { array, assert, asyncProperty, constantFrom, nat, string } from 'fast-check';

import { lineBreaks } from '../../nodes/NumberLookup/list/cutRows';
import { fromLine, lineHolding, type Piece } from '../../nodes/NumberLookup/list/topOfList';

async function* arriving(texts: readonly string[]): AsyncGenerator<Piece> {
	for (const text of texts) yield { text, bytes: text.length };
}

/** What begins in a line of a text that arrives in pieces. */
async function textFrom(texts: readonly string[], line: number): Promise<Piece> {
	const [first = '', ...others] = texts;
	const pieces = arriving(others);
	const there = await fromLine({ text: first, bytes: first.length }, pieces, line);
	for await (const { text, bytes } of pieces) {
		there.text += text;
		there.bytes += bytes;
	}
	return there;
}

describe('what stands above a line', () => {
	it('is left out, whatever breaks lines and wherever the text is cut', async () => {
		const piece = string({ unit: constantFrom('a', '\r', '\n', '\r\n', '\r\r\n'), maxLength: 6 });
		await assert(
			asyncProperty(array(piece, { maxLength: 5 }), nat(6), async (texts, above) => {
				const text = texts.join('');
				const starts = [0, ...[...text.matchAll(lineBreaks)].map(({ 0: found, index }) => index + found.length)];
				const expected = text.slice(starts[above] ?? text.length);
				expect(await textFrom(texts, above + 1)).toEqual({ text: expected, bytes: text.length });
			}),
			{ numRuns: 2_000 },
		);
	});

	it('leaves enough to judge the list by', async () => {
		const others = arriving(Array<string>(100).fill('b'.repeat(1_000)));
		const { text } = await fromLine({ text: 'a\n', bytes: 2 }, others, 2);
		expect(text.length).toBeGreaterThan(30_000);
		expect((await others.next()).done).toBe(false);
	});
});

it.each([
	['Phone', 3],
	['pet', null],
	['Ann', null],
	['secret', null],
])('the line of a column %s is told, but neither the header nor one of the list: %s', (name, line) => {
	const long = 'x'.repeat(200);
	const text = `pet,a\r\n\r\n"phone";name\r\n+44 7788 450450;Ann\r\nsecret;${long}\r\n`;
	expect(lineHolding(text, name, 1)).toBe(line);
});
