/** Lists in the encodings of the world, through the whole node. */

import { array, assert, asyncProperty, constantFrom, string, tuple } from 'fast-check';
import { stringify } from 'csv-stringify/sync';

import { encoded } from '../list/encoded';
import { column, enriched, listBench, valid } from './listHarness';

const bench = listBench();

const mark = '\ufeff';

const warningsOf = (hints: ReadonlyArray<{ type?: string; message: string }>) =>
	hints.filter(({ type }) => type === 'warning').map(({ message }) => message);

describe('the option Encoding', () => {
	it.each([
		['gbk', '姓名,phone\n张伟,', 'gbk'],
		['GB18030', '姓名,phone\n张伟,', 'gb18030'],
		['latin2', 'Jméno,phone\nDvořák,', 'iso-8859-2'],
		['cp1250', 'Imię,phone\nŁukasz Żółć,', 'windows-1250'],
		['cp932', '氏名,phone\n表ソ|,', 'shift_jis'],
		['big5', '姓名,phone\n許功蓋,', 'big5'],
		['cp866', 'Имя,phone\nИван,', 'ibm866'],
		['x-mac-cyrillic', 'Имя,phone\nИван,', 'x-mac-cyrillic'],
	])('takes any name that Node.js knows: %s', async (encoding, text, name) => {
		const list = encoded(`${text}${valid}\n`, name);
		const options = { encoding: `={{ "${encoding}" }}` };
		const { files, summary, run } = await bench.scrub({ lists: [list], parameters: { columns: [] }, options });
		expect(run.error).toBeNull();
		expect(files.clean?.toString()).toBe(
			`${mark}${text.replace('\n', ',statusMessage\n')}${valid},A network serves this number.\n`,
		);
		expect(summary).toMatchObject({ encoding: name });
		expect(warningsOf(run.hints)).toEqual([]);
	});

	it('is said to be wrong where bytes mean nothing in it', async () => {
		const list = Buffer.from(`name,phone\nJos\xe9,${valid}\n`, 'latin1');
		const { run } = await bench.scrub({ lists: [list], parameters: enriched, options: { encoding: 'gbk' } });
		expect(warningsOf(run.hints)).toEqual([
			'1 place of contacts.csv could not be read as gbk; in the new files, \ufffd stands there. Choose another under the option Encoding.',
		]);
	});
});

describe('the option Encoding, told wrong', () => {
	it.each([
		['utf-16', Buffer.from(`${mark}name,phone\nJosé,${valid}\n`, 'utf16le').swap16(), 'utf-16be'],
		['utf-16le', Buffer.from(`name,phone\nJosé,${valid}\n`, 'utf16le').swap16(), 'utf-16be'],
		['windows-1252', Buffer.from(`${mark}name,phone\nJosé,${valid}\n`), 'utf-8'],
	])(
		'gives way to a byte order mark, and to UTF-16 that shows which byte is first: %s',
		async (encoding, list, found) => {
			const options = { encoding: `={{ "${encoding}" }}` };
			const { summary, tables, run } = await bench.scrub({ lists: [list], parameters: enriched, options });
			expect(run.error).toBeNull();
			expect(summary).toMatchObject({ encoding: found });
			expect(column(tables.enriched, 'name')).toEqual(['José']);
		},
	);

	it.each(['gbk', 'windows-1252'])('is warned of where the list is UTF-8 by its bytes: %s', async (encoding) => {
		const list = `name,phone\n张伟,${valid}\nJosé,${valid}\n`;
		const { run } = await bench.scrub({ lists: [list], options: { encoding } });
		expect(warningsOf(run.hints)).toEqual([
			`contacts.csv was read as ${encoding}, as the option Encoding says, but by its bytes it is UTF-8. Check the letters outside ASCII in the new ` +
				'files; if they are wrong, set the option to Detect.',
		]);
	});
});

describe('a list in an encoding that nothing names', () => {
	it('is read by its words, and a guess is warned of', async () => {
		const text = `Jméno;Telefon\r\nŁukasz Żółć;${valid}\r\nJiří Dvořák;${valid}\r\n`;
		const { tables, summary, run } = await bench.scrub({
			lists: [encoded(text, 'windows-1250')],
			parameters: { ...enriched, numberColumn: 'Telefon' },
		});
		expect(column(tables.enriched, 'Jméno')).toEqual(['Łukasz Żółć', 'Jiří Dvořák']);
		expect(summary).toMatchObject({ encoding: 'windows-1250' });
		expect(warningsOf(run.hints)).toEqual([
			'contacts.csv is not in UTF-8 and was read as windows-1250, which is a guess. Check the letters outside ASCII in the new ' +
				'files; if they are wrong, choose another under the option Encoding.',
		]);
	});

	it('is certain with the country of its people', async () => {
		const names = ['张伟', '王芳', '李娜', '刘洋', '陈静', '杨磊', '赵敏'];
		const text = `姓名,电话\n${names.map((name) => `${name},${valid}\n`).join('')}`;
		const parameters = { ...enriched, numberColumn: '2', defaultCountry: 'CN' };
		const { tables, run } = await bench.scrub({ lists: [encoded(text, 'gbk')], parameters });
		expect(column(tables.enriched, '姓名')).toEqual(names);
		expect(warningsOf(run.hints)).toEqual([]);
	});

	it('keeps its columns where a letter holds the byte of a delimiter', async () => {
		// The second bytes of these are a backslash, a pipe and a pipe.
		const names = ['表示 太郎', 'ポール', '瞼'];
		const text = `氏名|phone\n${names.map((name) => `${name}|${valid}\n`).join('')}`;
		const { tables } = await bench.scrub({
			lists: [encoded(text, 'shift_jis')],
			parameters: { ...enriched, defaultCountry: 'JP' },
		});
		expect(column(tables.enriched, '氏名')).toEqual(names);
	});

	it('that shows late is told of all the same: in the summary, by the mark of the new files, and in a warning', async () => {
		const row = `Ann,${valid}\n`;
		const before = Math.ceil(200_000 / row.length);
		const list = Buffer.concat([
			Buffer.from(`name,phone\n${row.repeat(before)}`),
			Buffer.from(`Jos\xe9,${valid}\n${row}`, 'latin1'),
		]);
		const { files, tables, summary, run } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(column(tables.enriched, 'name').slice(before)).toEqual(['José', 'Ann']);
		expect(summary).toMatchObject({ encoding: 'windows-1252', rows: before + 2 });
		expect(files.enriched?.subarray(0, 3).toString()).toBe(mark);
		expect(warningsOf(run.hints)).toEqual([expect.stringContaining('was read as windows-1252, which is a guess')]);
	});
});

it('any list that csv-stringify writes, in any encoding that has its letters, comes back as it was', async () => {
	const letters: Readonly<Record<string, string>> = {
		'utf-8': 'aé李😀',
		'windows-1250': 'aŁřž',
		'windows-1251': 'aЖяё',
		'windows-1252': 'aé€ÿ',
		'windows-1253': 'aΩάβ',
		'windows-874': 'aกข฿',
		'koi8-u': 'aЖїґ',
		macintosh: 'aé†ﬁ',
		gb18030: 'a张|丂',
		big5: 'a許功蓋',
		shift_jis: 'aソ表ｱ',
		'euc-jp': 'a山ア漢',
		'euc-kr': 'a김갈가',
	};
	const lists = constantFrom(...Object.keys(letters)).chain((encoding) => {
		const cell = string({
			unit: constantFrom(...Array.from(letters[encoding] ?? ''), '"', ',', ';', '|', '\n', ' '),
			maxLength: 6,
		});
		return tuple(
			constantFrom(encoding),
			array(tuple(cell, constantFrom(valid, 'x'), cell), { minLength: 1, maxLength: 8 }),
		);
	});
	await assert(
		asyncProperty(lists, constantFrom(',', ';', '\t', '|'), async ([encoding, rows], delimiter) => {
			const text = stringify([['a', 'phone', 'c'], ...rows], { delimiter, quote_record_delimiter: true });
			const { tables } = await bench.scrub({
				lists: [encoded(text, encoding)],
				parameters: enriched,
				options: { encoding, delimiter: delimiter === '\t' ? 'tab' : delimiter },
			});
			expect(tables.enriched?.slice(1).map((row) => row.slice(0, 3))).toEqual(rows);
		}),
		{ numRuns: 60 },
	);
});
