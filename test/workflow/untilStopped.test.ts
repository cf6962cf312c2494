import { failed, type AnswerStore } from '../../nodes/NumberLookup/stores/store';
import { stoppable } from '../../nodes/NumberLookup/workflow/stoppableStore';
import { lastMomentAfter, untilStopped } from '../../nodes/NumberLookup/workflow/untilStopped';

const forEver = new Promise<never>(() => undefined);

/** Whatever it is told to do, it never ends by itself. */
function hangingStore() {
	const calls: string[] = [];
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	const hang = (name: string) => async () => {
		calls.push(name);
		await ended;
		return failed('It hung.');
	};
	const store: AnswerStore = {
		notices: [],
		claims: null,
		find: hang('find'),
		keep: hang('keep'),
		forgetNumbers: hang('forgetNumbers'),
		forgetBefore: hang('forgetBefore'),
		hashingKey: hang('hashingKey'),
		async close() {
			calls.push('close');
			await forEver;
		},
	};
	return { store, calls, end: () => end() };
}

describe('work that hangs', () => {
	it('is waited for until the signal fires, and no longer', async () => {
		const stop = new AbortController();
		const waiting = untilStopped<string>(forEver, stop.signal, () => 'stopped');
		stop.abort();
		expect(await waiting).toBe('stopped');
		expect(await untilStopped<string>(forEver, stop.signal, () => 'stopped')).toBe('stopped');
	});

	it('gives what it gives where the signal does not fire', async () => {
		const { signal } = new AbortController();
		expect(await untilStopped(Promise.resolve('done'), signal, () => 'stopped')).toBe('done');
		await expect(untilStopped(Promise.reject(new Error('broken')), signal, () => 'stopped')).rejects.toThrow('broken');
	});

	it('has a moment after Stop to end well', async () => {
		const stop = new AbortController();
		const { signal } = lastMomentAfter(stop.signal);
		let end = (_value: string) => {};
		const work = new Promise<string>((resolve) => (end = resolve));
		const waiting = untilStopped(work, signal, () => 'stopped');
		stop.abort();
		await new Promise(setImmediate);
		end('written');
		expect(await waiting).toBe('written');
	});
});

describe('a store that hangs', () => {
	it('steps aside at Stop, whatever it is doing', async () => {
		const { store, calls } = hangingStore();
		const stop = new AbortController();
		const { signal } = lastMomentAfter(stop.signal);
		const obedient = stoppable(store, signal);
		const doing = [
			obedient.find([]),
			obedient.keep([]),
			obedient.hashingKey(true),
			obedient.forgetNumbers([]),
			obedient.forgetBefore(0),
		];
		const closed = obedient.close();
		stop.abort();
		for (const each of doing) expect((await each).failure?.message).toContain('stopped');
		await closed;
		expect(calls).toEqual(['find', 'keep', 'hashingKey', 'forgetNumbers', 'forgetBefore']);
	});

	it('is closed all the same, when what it was doing has ended', async () => {
		const { store, calls, end } = hangingStore();
		const stop = new AbortController();
		stop.abort();
		const obedient = stoppable(store, stop.signal);
		await obedient.find([]);
		await obedient.close();
		expect(calls).toEqual(['find']);
		end();
		while (!calls.includes('close')) await new Promise(setImmediate);
	});
});
