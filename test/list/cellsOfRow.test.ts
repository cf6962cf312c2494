import { cellsOf } from '../../nodes/NumberLookup/list/cellsOfRow';

const usual = { delimiter: ',', quote: '"' };

describe('the cells of a row that is written loosely', () => {
	it.each<[string, string[]]>([
		['', ['']],
		['a,,', ['a', '', '']],
		['a, "b, c"', ['a', 'b, c']],
		['  "a ""b"" " , c ', ['a "b" ', ' c ']],
		['="0778",b', ['="0778"', 'b']],
		[' ="0,778" ,"b"', ['="0,778"', 'b']],
		['"=""0778"""', ['="0778"']],
		['""', ['']],
		['=1+2,b', ['=1+2', 'b']],
		['a, b', ['a', ' b']],
	])('%j', (row, cells) => {
		expect(cellsOf(row, usual)).toEqual(cells);
	});

	it.each(['a"b', '"a', '"a"b', 'a, "b" c', '="0778', '="0778"9', '"'])('cannot be told apart in %j', (row) => {
		expect(cellsOf(row, usual)).toBeNull();
	});

	it('have the spaces between them that are the delimiter', () => {
		expect(cellsOf('a  "b c" d', { delimiter: ' ', quote: '"' })).toEqual(['a', '', 'b c', 'd']);
	});

	it('know formulas only with the quotation mark of spreadsheets', () => {
		expect(cellsOf("='0778'", { delimiter: ',', quote: "'" })).toBeNull();
	});

	it('are parted at each delimiter where no quotation mark counts', () => {
		expect(cellsOf('5",="a,b"', { delimiter: ',', quote: null })).toEqual(['5"', '="a', 'b"']);
	});
});
