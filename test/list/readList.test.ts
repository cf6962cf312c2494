import { openList } from '../../nodes/NumberLookup/list/readList';

const wishes = { delimiter: null, quote: null, encoding: null, hasHeader: true, firstLine: 1 };

describe('the file of a list', () => {
	it.each([
		['no row was read', 0],
		['some rows were read', 1],
	])('is closed where %s', async (_case, blocks) => {
		let opened = 0;
		async function* source(): AsyncGenerator<Uint8Array> {
			opened++;
			try {
				for (let piece = 0; piece < 9; piece++) yield Buffer.from('phone\n'.repeat(20_000));
			} finally {
				opened--;
			}
		}
		const list = await openList({ [Symbol.asyncIterator]: source }, wishes, null);
		for (let read = 0; read < blocks; read++) await list.blocks.next();
		await list.close();
		expect(opened).toBe(0);
	});
});
