import { nextTurn } from '../../nodes/NumberLookup/workflow/nextTurn';

describe('the next turn', () => {
	it('comes after others have had theirs, however often one waits for it', async () => {
		let others = 0;
		let isOver = false;
		const other = () => {
			others++;
			if (!isOver) setImmediate(other);
		};
		setImmediate(other);
		for (let turn = 0; turn < 20; turn++) await nextTurn();
		isOver = true;
		// Two turns of ours may come in one of the event loop's.
		expect(others).toBeGreaterThanOrEqual(9);
	});

	it('is the same for all who wait', async () => {
		const order: string[] = [];
		const wait = async (name: string) => {
			await nextTurn();
			order.push(name);
		};
		await Promise.all([wait('first'), wait('second'), nextTurn().then(async () => await wait('later'))]);
		expect(order).toEqual(['first', 'second', 'later']);
	});
});
