import { LRUCache } from 'lru-cache';

import { MemoryStore } from '../../nodes/NumberLookup/stores/memory';
import { answerFor, describeExpiry, describeStore, type StoreSubject, valueOf } from './contract';

let nowMs = () => 0;
let store = new MemoryStore(() => nowMs());

/** One for all runs of a process, which is what outlives a run. */
const subject: StoreSubject = {
	async openEmpty(clock) {
		nowMs = clock;
		store = new MemoryStore(() => nowMs());
		return store;
	},
	async openAgain(clock) {
		nowMs = clock;
		return store;
	},
	contents: async () =>
		JSON.stringify([...Object.values(store)].map((each: unknown) => (each instanceof LRUCache ? [...each] : null))),
};

describeStore('memory', subject);
describeExpiry('memory', subject);

describe('the memory that answers take', () => {
	const answers = Array.from({ length: 10 }, (_, index) => answerFor(String(index)));
	const roomForFour = 4_500;
	const roomForTen = 11_000;
	const known = async (bounded: MemoryStore) =>
		(await valueOf(bounded.find(answers.map(({ key }) => key)))).map((each) => each !== null);

	it('is bounded: what was kept longest ago goes first, whether it was looked up since or not', async () => {
		const bounded = new MemoryStore(() => 0, roomForFour);
		await valueOf(bounded.keep(answers.slice(0, 4)));
		await valueOf(bounded.keep(answers.slice(0, 1)));
		await known(bounded);
		await valueOf(bounded.keep(answers.slice(4, 6)));
		expect(await known(bounded)).toEqual([true, false, false, true, true, true, false, false, false, false]);
	});

	it('is free again for what was forgotten', async () => {
		const bounded = new MemoryStore(() => 0, roomForTen);
		for (let turn = 0; turn < 3; turn++) {
			await valueOf(bounded.keep(answers));
			await valueOf(bounded.forgetNumbers(answers.map(({ key }) => key.number)));
		}
		await valueOf(bounded.keep(answers));
		expect(await known(bounded)).toEqual(answers.map(() => true));
	});
});
