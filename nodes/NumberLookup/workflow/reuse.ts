/** Answers of earlier executions, for one run of the node: the store opened, used, closed, and its failures told. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReuseRules } from '../lookup/answerAge';
import { Flights } from '../lookup/flights';
import { Reuse } from '../lookup/reuse';
import type { StoreTrouble } from '../lookup/storeTrouble';
import { withHashedNumbers } from '../stores/hashedNumbers';
import type { AnswerStore, StoreFailure, StoreOutcome } from '../stores/store';
import { openStore, type StoreName } from './answerStores';
import { nextTurn } from './nextTurn';
import { stoppable } from './stoppableStore';
import { counted } from './summary';
import { nowMs } from './surroundings';

/** What the option Reuse Answers comes to. */
export interface ReuseSettings extends ReuseRules {
	store: StoreName;
	hashNumbers: boolean;
}

/** What the executions of this process are asking. */
const flights = new Flights();

/** One run's store. */
export interface OpenedReuse {
	/** null where the store could not be opened. */
	reuse: Reuse | null;
	/** @returns what the user should know, one sentence or a few each. */
	close(): Promise<readonly string[]>;
}

/**
 * Never rejects: without its store the node still looks numbers up.
 * @param settings null where nothing is to be reused.
 * @param over fires when the store is not to be waited for any more.
 */
export async function openReuse(
	context: IExecuteFunctions,
	settings: ReuseSettings | null,
	over: AbortSignal,
): Promise<OpenedReuse> {
	if (settings === null) return { reuse: null, close: async () => [] };
	const { value: store, failure } = await openHashed(context, settings, over);
	if (failure !== null) return { reuse: null, close: async () => [notUsed(failure)] };
	const reuse = new Reuse(store, settings, nowMs, nextTurn, flights);
	return {
		reuse,
		async close() {
			await reuse.end();
			await store.close();
			return [...store.notices, ...failedAt(reuse.trouble)];
		},
	};
}

async function openHashed(
	context: IExecuteFunctions,
	{ store: name, hashNumbers }: ReuseSettings,
	over: AbortSignal,
): Promise<StoreOutcome<AnswerStore>> {
	const { value: opened, failure } = await openStore(context, name);
	if (failure !== null) return { value: null, failure };
	const store = stoppable(opened, over);
	if (!hashNumbers) return { value: store, failure: null };
	const key = await store.hashingKey(true);
	if (key.value !== null) return { value: withHashedNumbers(store, key.value), failure: null };
	await store.close();
	return { value: null, failure: key.failure ?? { message: 'There is no key to hash numbers with.' } };
}

function notUsed({ message }: StoreFailure): string {
	return `Earlier answers were not reused, and this run’s are not kept: ${message} Numbers were looked up as without the option Reuse Answers.`;
}

function failedAt({ failure, notSearched, notKept }: StoreTrouble): string[] {
	if (failure === null) return [];
	const unknown = `It could not be asked about ${counted(notSearched, 'number')}, for which no earlier answers were reused.`;
	const lost = `${counted(notKept, 'answer')} of this run ${notKept === 1 ? 'is' : 'are'} not kept.`;
	const parts = [notSearched > 0 ? unknown : '', notKept > 0 ? lost : 'All answers of this run are kept.'];
	return [`The store of answers failed: ${failure.message} ${parts.filter((part) => part !== '').join(' ')}`];
}
