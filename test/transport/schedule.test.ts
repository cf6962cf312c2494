import { at } from '../../nodes/NumberLookup/transport/schedule';
import { collectGarbage } from './garbage';

/** Resolves when the schedule has called back. */
const reached = (dueMs: number) => new Promise<void>((resolve) => at(dueMs, resolve));

describe('the schedule', () => {
	it('calls back when the time has come, and not before', async () => {
		const dueMs = performance.now() + 60;
		await reached(dueMs);
		expect(performance.now()).toBeGreaterThanOrEqual(dueMs);
	});

	it('calls back soon where the time is past', async () => {
		await expect(reached(performance.now() - 1000)).resolves.toBeUndefined();
	});

	it('calls back in the order of the times, not of the calls', async () => {
		const nowMs = performance.now();
		const order: string[] = [];
		await Promise.all([
			reached(nowMs + 120).then(() => order.push('late')),
			reached(nowMs + 20).then(() => order.push('early')),
		]);
		expect(order).toEqual(['early', 'late']);
	});

	it('does not call back after a cancel, not even one within the same tick', async () => {
		const nowMs = performance.now();
		const called: string[] = [];
		const cancels = [
			at(nowMs + 30, () => {
				called.push('first');
				cancels.forEach((cancel) => cancel());
			}),
			at(nowMs + 30, () => called.push('second')),
		];
		await reached(nowMs + 80);
		expect(called).toEqual(['first']);
	});

	it('takes what is added while it calls back', async () => {
		const nowMs = performance.now();
		await expect(new Promise<void>((resolve) => at(nowMs, () => at(nowMs, resolve)))).resolves.toBeUndefined();
	});
});

/** A function of its own, so that nothing else in the test refers to the caller. */
function cancelled(): { cancel: () => void; caller: WeakRef<object> } {
	const caller = { call() {} };
	const cancel = at(performance.now() + 60_000, () => caller.call());
	cancel();
	return { cancel, caller: new WeakRef(caller) };
}

it('who is left with the means to cancel a cancelled call keeps nothing of its caller in memory', async () => {
	const { cancel, caller } = cancelled();
	await collectGarbage();
	expect(caller.deref()).toBeUndefined();
	cancel();
});
