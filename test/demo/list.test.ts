/** Lists as spreadsheets save them. */

import { readList } from '../../demo/list';
import { write } from './folder';

const phonesIn = (content: string | Buffer) =>
	readList(write('list.csv', content), 'phone').map(({ json }) => json.phone);

describe('a list', () => {
	it.each([
		['commas', 'name,phone\nAda,+447788450450\n'],
		['semicolons', 'name;phone\r\nAda;+447788450450\r\n'],
		['tabs', 'name\tphone\nAda\t+447788450450\n'],
		['semicolons, all in quotes', '"name";"phone"\n"Ada";"+447788450450"\n'],
		['semicolons, and a comma in a name', '"name, given";phone\nAda;+447788450450\n'],
		['semicolons, after a byte order mark', '\uFEFFphone;name\n+447788450450;Ada\n'],
		['commas, below blank lines', '\n\nname,phone\nAda,+447788450450\n'],
		['tabs, in UTF-16', Buffer.from('\uFEFFname\tphone\nAda\t+447788450450\n', 'utf16le')],
		['nothing, having one column', 'phone\n+447788450450\n'],
	])('is read when it is separated by %s', (_separator, content) => {
		expect(phonesIn(content)).toEqual(['+447788450450']);
	});

	it('keeps in its cells what separates other lists', () => {
		expect(phonesIn('phone,name\n+447788450450; +447788450451,Ada\n')).toEqual(['+447788450450; +447788450451']);
	});
});

describe('a list that cannot be used', () => {
	it.each([
		['has only a header line', 'name;phone\n', /list\.csv has a header line but no rows beneath it\.$/],
		[
			'lacks the column',
			'name;number\nAda;1\n',
			/has no column "phone". Its columns are: name, number\. .*--column\.$/,
		],
		['is empty', '', /has no column "phone". Its columns are: none\./],
	])('is refused in words when it %s', (_flaw, content, message) => {
		expect(() => phonesIn(content)).toThrow(message);
	});

	it('is refused in words when there is none', () => {
		expect(() => readList('absent.csv', 'phone')).toThrow(/^There is no file absent\.csv\.$/);
	});

	it('is refused in words when it is a folder', () => {
		expect(() => readList(__dirname, 'phone')).toThrow(/ cannot be read \(EISDIR\)\.$/);
	});
});
