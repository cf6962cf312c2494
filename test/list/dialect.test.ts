import { dialectOf } from '../../nodes/NumberLookup/list/dialect';

const found = (sample: string) => dialectOf(sample, { delimiter: null, quote: null });

describe('the delimiter of a list', () => {
	it.each([
		['comma', 'id,phone\n1,+44\n2,+46\n', ','],
		['semicolon', 'id;phone\n1;+44\n2;+46\n', ';'],
		['tab', 'id\tphone\n1\t+44\n2\t+46\n', '\t'],
		['pipe', 'id|phone\n1|+44\n2|+46\n', '|'],
		['semicolon beside decimal commas', 'id;price;phone\n1;1,50;+44\n2;2,50;+46\n3;3,50;+47\n', ';'],
		['semicolon beside commas in names', 'name;phone\nAnn, Dr.;+44\nBob;+46\nCid, Mr.;+47\n', ';'],
		['comma beside semicolons in quotes', 'name,phone\n"a;b;c",1\n"d;e;f",2\n', ','],
		['comma, where there is one column', 'phone\n+44\n+46\n', ','],
		['comma, where there is nothing', '', ','],
		['semicolon, where commas part as many', 'Name, Vorname;phone\nMüller, Anna;1\nMeier, Bo;2\n', ';'],
		['tab, where commas before spaces part more', 'Name, Vorname, Dr.\tphone\nMüller, Anna, Dr.\t1\n', '\t'],
		['comma before spaces, where nothing else parts', 'id, name, phone\n1, Ann; Bo, +44\n', ','],
		['semicolon in a header alone', 'id;phone', ';'],
	])('%s', (_name, sample, delimiter) => {
		expect(found(sample).delimiter).toBe(delimiter);
	});

	it('is not looked for in the row that the sample cuts off', () => {
		expect(found('id;phone\n1;+44\n2;a,b,c,d,e,f').delimiter).toBe(';');
	});

	it('may be told', () => {
		expect(dialectOf('a,b\n1,2\n', { delimiter: ';', quote: null }).delimiter).toBe(';');
	});
});

describe('the quotation mark of a list', () => {
	it.each([
		['double, where there is none', 'id,phone\n1,2\n', '"'],
		['double', 'id,phone\n"1",2\n', '"'],
		['double, where one stands inside a cell as well', 'id,phone\n"1",5" pipe\n', '"'],
		['single', "'id','phone'\n'1','2'\n", "'"],
		['double, where an apostrophe begins a name', "id,name\n1,'t Hooft\n", '"'],
		['none, where those that stand there begin no cell', 'id\tsize\n1\t5" pipe\n', null],
	])('%s', (_name, sample, quote) => {
		expect(found(sample).quote).toBe(quote);
	});

	it('may be told, or that there is none', () => {
		expect(dialectOf('a,b\n', { delimiter: null, quote: "'" }).quote).toBe("'");
		expect(dialectOf('"a",b\n', { delimiter: null, quote: '' }).quote).toBeNull();
	});
});

describe('the line break of a list', () => {
	it.each([
		['a\nb\n', '\n'],
		['a\r\nb\r\n', '\r\n'],
		['a\rb\r', '\r'],
		['a', '\n'],
		['"a\nb",c\r\nd,e\r\n', '\r\n'],
		['a\r\r\nb\r\r\n', '\r\n'],
		['a\r\nb\rc\r', '\r'],
		['a\r\nb\nc\n', '\n'],
		['a\r\nb\n', '\r\n'],
	])('%j', (sample, lineBreak) => {
		expect(found(sample).lineBreak).toBe(lineBreak);
	});
});
