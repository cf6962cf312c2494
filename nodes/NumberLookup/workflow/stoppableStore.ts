/** A store that obeys Stop: what hangs fails then, and goes on by itself; it is closed when that has ended. */

import { type AnswerStore, failed, type StoreOutcome } from '../stores/store';
import { untilStopped } from './untilStopped';

/** @param signal fires when nothing of the store is to be waited for any more. */
export function stoppable(store: AnswerStore, signal: AbortSignal): AnswerStore {
	const underWay = new Set<Promise<unknown>>();
	const obeying = async <Value>(work: Promise<StoreOutcome<Value>>): Promise<StoreOutcome<Value>> => {
		underWay.add(work);
		void work.finally(() => underWay.delete(work));
		return await untilStopped(work, signal, () => failed('The run was stopped before the store of answers was done.'));
	};
	const closeInTheEnd = async () => {
		// SQLite would open its file again for work that goes on.
		await Promise.all(underWay);
		await store.close();
	};
	const { claims } = store;
	return {
		get notices() {
			return store.notices;
		},
		claims: claims && {
			take: async (keys, claimant, leaseMs) => await obeying(claims.take(keys, claimant, leaseMs)),
			release: async (keys, claimant) => await obeying(claims.release(keys, claimant)),
		},
		find: async (keys) => await obeying(store.find(keys)),
		keep: async (answers) => await obeying(store.keep(answers)),
		forgetNumbers: async (numbers) => await obeying(store.forgetNumbers(numbers)),
		forgetBefore: async (timeMs) => await obeying(store.forgetBefore(timeMs)),
		hashingKey: async (make) => await obeying(store.hashingKey(make)),
		close: async () => await untilStopped(closeInTheEnd(), signal, () => undefined),
	};
}
