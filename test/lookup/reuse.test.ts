import type { ReuseRules } from '../../nodes/NumberLookup/lookup/answerAge';
import { mostUnwritten, Reuse } from '../../nodes/NumberLookup/lookup/reuse';
import { firstPauseMs, longestPauseMs } from '../../nodes/NumberLookup/lookup/storeTrouble';
import type { Answered } from '../../nodes/NumberLookup/lookup/outcome';
import type { Status } from '../../nodes/NumberLookup/reference/statuses';
import { MemoryStore } from '../../nodes/NumberLookup/stores/memory';
import { type AnswerStore, type AnswerToKeep, failed } from '../../nodes/NumberLookup/stores/store';
import { answer } from './scriptedProvider';

const startMs = Date.UTC(2026, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;
const scope = 'sinch\nme\nauto';

let nowMs = startMs;
beforeEach(() => (nowMs = startMs));

const answered = (status: Status = 'ok'): Answered => ({
	kind: 'answered',
	provider: 'sinch',
	answer: answer(status),
	lookedUpAtMs: nowMs,
	attempts: 1,
	cached: false,
});

/** A store in memory of which each command fails while it is told to. */
class FailingStore extends MemoryStore {
	isFailing = false;
	readonly commands: string[] = [];

	constructor() {
		super(() => nowMs);
	}

	override async find(keys: Parameters<AnswerStore['find']>[0]) {
		this.commands.push('find');
		return this.isFailing ? failed('It is away.') : await super.find(keys);
	}

	override async keep(answers: readonly AnswerToKeep[]) {
		this.commands.push('keep');
		return this.isFailing ? failed('It is away.') : await super.keep(answers);
	}
}

function reuseOf(store: AnswerStore, rules: Partial<ReuseRules> = {}): Reuse {
	const nextTurn = async () => await Promise.resolve();
	const all = { maxAgeMs: 30 * dayMs, unavailableMaxAgeMs: dayMs, finds: true, ...rules };
	return new Reuse(store, all, () => nowMs, nextTurn);
}

async function keep(reuse: Reuse, ...numbers: readonly string[]): Promise<void> {
	for (const number of numbers) reuse.keep(scope, number, answered());
	await reuse.written();
}

const find = async (reuse: Reuse, ...numbers: readonly string[]) => [
	...(await reuse.find('sinch', scope, numbers)).keys(),
];

describe('a store that fails in the middle of a run', () => {
	it('is left alone for a while and then used again; what could not be kept meanwhile is kept later', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		await keep(reuse, '1');
		store.isFailing = true;
		await keep(reuse, '2');
		await keep(reuse, '3');
		store.isFailing = false;
		await keep(reuse, '4');
		expect(store.commands).toEqual(['keep', 'keep']);
		nowMs += firstPauseMs;
		await keep(reuse, '5');
		expect(await find(reuse, '1', '2', '3', '4', '5')).toEqual(['1', '2', '3', '4', '5']);
		expect(reuse.trouble).toMatchObject({ failure: { message: 'It is away.' }, notSearched: 0, notKept: 0 });
	});

	it('is searched once more before numbers are paid for, also while writing pauses', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		await keep(reuse, '1');
		store.isFailing = true;
		await keep(reuse, '2');
		jest.spyOn(store, 'find').mockResolvedValueOnce(failed('It is away.'));
		store.isFailing = false;
		expect(await find(reuse, '1')).toEqual(['1']);
		expect(reuse.trouble.notSearched).toBe(0);
	});

	it('is not searched in a pause, and it is told how many numbers that concerned', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		await keep(reuse, '1');
		store.isFailing = true;
		expect(await find(reuse, '1')).toEqual([]);
		store.isFailing = false;
		expect(await find(reuse, '1', '2')).toEqual([]);
		expect(reuse.trouble.notSearched).toBe(3);
		nowMs += firstPauseMs;
		expect(await find(reuse, '1')).toEqual(['1']);
	});

	it('is tried ever more seldom where it never works again: a try may cost a time-out', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		store.isFailing = true;
		const hours = 10;
		for (let second = 0; second < hours * 3600; second++) {
			await keep(reuse, String(second));
			nowMs += 1000;
		}
		const mostTries = Math.log2(longestPauseMs / firstPauseMs) + (hours * 60 * 60 * 1000) / longestPauseMs + 2;
		expect(store.commands.length).toBeLessThanOrEqual(mostTries);
	});

	it('gets what is left at the end of the run, whatever the pause', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		store.isFailing = true;
		await keep(reuse, ...Array.from({ length: 3000 }, (_, index) => String(index)));
		store.isFailing = false;
		await reuse.end();
		expect(await find(reuse, '0', '2999')).toEqual(['0', '2999']);
		expect(reuse.trouble.notKept).toBe(0);
	});

	it('makes no more answers wait than memory can hold, and each that is not kept is counted', async () => {
		const store = new FailingStore();
		const reuse = reuseOf(store);
		store.isFailing = true;
		await keep(reuse, ...Array.from({ length: mostUnwritten + 5 }, (_, index) => String(index)));
		expect(reuse.trouble.notKept).toBe(5);
		await reuse.end();
		expect(reuse.trouble.notKept).toBe(mostUnwritten + 5);
	});
});

describe('a fresh answer', () => {
	it.each<[Status, string[]]>([
		['absent_subscriber', []],
		['no_information', ['1']],
	])('%s that is not kept: of an earlier answer there remains %j', async (status, left) => {
		const reuse = reuseOf(new MemoryStore(() => nowMs), { unavailableMaxAgeMs: 0 });
		await keep(reuse, '1');
		reuse.keep(scope, '1', answered(status));
		await reuse.written();
		expect(await find(reuse, '1')).toEqual(left);
	});
});
