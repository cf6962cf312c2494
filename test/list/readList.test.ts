import { openList } from '../../nodes/NumberLookup/list/readList';

const wishes = { delimiter: null, quote: null, encoding: null, hasHeader: true };

describe('the file of a list', () => {
	it.each([
		['no row was read', 0],
		['some rows were read', 1],
	])('is closed where %s', async (_case, blocks) => {
		let isClosed = false;
		async function* source(): AsyncGenerator<Uint8Array> {
			try {
				for (;;) yield Buffer.from('phone\n'.repeat(20_000));
			} finally {
				isClosed = true;
			}
		}
		const list = await openList(source(), wishes);
		for (let read = 0; read < blocks; read++) await list.blocks.next();
		await list.close();
		expect(isClosed).toBe(true);
	});
});
