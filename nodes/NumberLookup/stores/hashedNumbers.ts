/** Keeps numbers out of a store: a keyed hash stands for each, and what an answer repeats of the number is left out. */

import { createHmac } from 'node:crypto';

import type { Answer } from '../providers/provider';
import type { AnswerKey, AnswerStore } from './store';

/** No MSISDN begins so, which keeps hashed and plain numbers apart in one store. */
export const hashPrefix = '#';

/** @returns what stands for a number: the same for the same key, and of no use to anybody without it. */
export function hashOf(msisdn: string, key: Uint8Array): string {
	return hashPrefix + createHmac('sha256', key).update(msisdn).digest('base64url');
}

/** @returns the store as the engine sees it with `options.hashNumbers`. */
export function withHashedNumbers(store: AnswerStore, key: Uint8Array): AnswerStore {
	const hashed = ({ number, scope }: AnswerKey): AnswerKey => ({ number: hashOf(number, key), scope });
	const { claims } = store;
	return {
		claims: claims && {
			take: async (keys, claimant, leaseMs) => await claims.take(keys.map(hashed), claimant, leaseMs),
			release: async (keys, claimant) => await claims.release(keys.map(hashed), claimant),
		},
		get notices() {
			return store.notices;
		},
		find: async (keys) => await store.find(keys.map(hashed)),
		keep: async (answers) =>
			await store.keep(
				answers.map((each) => ({
					...each,
					key: hashed(each.key),
					answer: withoutNumber(each.answer, each.key.number),
				})),
			),
		forgetNumbers: async (numbers) => await store.forgetNumbers(numbers.map((number) => hashOf(number, key))),
		forgetBefore: async (timeMs) => await store.forgetBefore(timeMs),
		hashingKey: async (make) => await store.hashingKey(make),
		close: async () => await store.close(),
	};
}

/** So many of a number's last digits tell whose it is, whatever prefix stands before them. */
const tellingDigits = 6;

/** Digits of a detail that stand in the number, as its country's and its network's codes do, narrow down whose it is. */
const narrowingDigits = 2;

/** The IMSI names the SIM card as the number names the line; routing numbers and the like may hold the number itself. */
function withoutNumber(answer: Answer, msisdn: string): Answer {
	const end = msisdn.slice(-tellingDigits);
	const tells = (text = '') => digitsIn(text).includes(end);
	const narrows = (text: string) => digitsIn(text).length >= narrowingDigits && msisdn.includes(digitsIn(text));
	const details = Object.entries(answer.details).filter(
		([name, value]) => name.toLowerCase() !== 'imsi' && !tells(value) && !narrows(value),
	);
	return {
		...answer,
		imsi: undefined,
		message: tells(answer.message) ? undefined : answer.message,
		details: Object.fromEntries(details),
	};
}

function digitsIn(text: string): string {
	return text.replace(/\D/g, '');
}
