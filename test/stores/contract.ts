/** What every answer store does, whatever it keeps answers in. */

import { hashOf, withHashedNumbers } from '../../nodes/NumberLookup/stores/hashedNumbers';
import type { AnswerClaims, AnswerStore, AnswerToKeep, StoreOutcome } from '../../nodes/NumberLookup/stores/store';

export interface StoreSubject {
	/** @param nowMs the store's clock. @returns a store with nothing in it. */
	openEmpty(nowMs: () => number): Promise<AnswerStore>;
	/** @returns another run's view of the same store. */
	openAgain(nowMs: () => number): Promise<AnswerStore>;
	/** @returns all that is written down, as text; null where that cannot be looked into from outside. */
	contents(): Promise<string | null>;
}

const hourMs = 60 * 60 * 1000;
const startMs = Date.UTC(2026, 0, 1);

const fullAnswer: AnswerToKeep['answer'] = {
	status: 'ok',
	providerCode: '000',
	message: 'All is well.',
	mcc: '240',
	mnc: '08',
	ported: true,
	roaming: false,
	roamingMcc: '238',
	roamingMnc: '01',
	location: '46',
	imsi: '240080123456789',
	msc: '46700000001',
	lineType: 'mobile',
	reachable: true,
	lookupType: 'hlr',
	details: { cic: '5410', name: 'Å “quoted”\n' },
	raw: 'the provider’s own words',
};

export function answerFor(number: string, change: Partial<AnswerToKeep> = {}, scope = 'sinch\nme\nauto'): AnswerToKeep {
	return {
		key: { number, scope },
		answer: fullAnswer,
		lookedUpAtMs: startMs,
		attempts: 2,
		expiresAtMs: startMs + hourMs,
		...change,
	};
}

/** @returns what a store gave; fails the test where it stepped aside. */
export async function valueOf<Value>(outcome: Promise<StoreOutcome<Value>>): Promise<Value> {
	const { value, failure } = await outcome;
	if (failure !== null) throw new Error(failure.message);
	return value;
}

const keysOf = (answers: readonly AnswerToKeep[]) => answers.map(({ key }) => key);

export function describeStore(name: string, subject: StoreSubject): void {
	describe(`the answer store ${name}`, () => {
		let nowMs = startMs;
		let store: AnswerStore;
		const clock = () => nowMs;

		beforeEach(async () => {
			nowMs = startMs;
			store = await subject.openEmpty(clock);
		});
		afterEach(async () => await store.close());

		const find = async (...answers: readonly AnswerToKeep[]) => await valueOf(store.find(keysOf(answers)));

		it('knows nothing at first', async () => {
			expect(await find(answerFor('46708100100'))).toEqual([null]);
		});

		it('gives back every field of an answer but the provider’s own words', async () => {
			const kept = answerFor('46708100100');
			await valueOf(store.keep([kept]));
			expect(await find(kept)).toEqual([
				{ answer: { ...fullAnswer, raw: '' }, lookedUpAtMs: kept.lookedUpAtMs, attempts: 2 },
			]);
			expect(await subject.contents()).not.toContain(fullAnswer.raw);
		});

		it('finds many at once, in the order asked for, with gaps where there is none', async () => {
			const all = Array.from({ length: 3000 }, (_, index) => answerFor(String(46_700_000_000 + index)));
			const kept = all.filter((_, index) => index % 3 === 0);
			await valueOf(store.keep(kept));
			const found = await find(...all);
			expect(found).toHaveLength(all.length);
			expect(found.map((each) => each !== null)).toEqual(all.map((_, index) => index % 3 === 0));
		});

		it('tells scopes apart: provider, account, lookup type', async () => {
			const scopes = [
				'sinch\nme\nauto',
				'sinch\nyou\nauto',
				'horisen\nme\nauto',
				'sinch\nme\nhlr',
				'sinch\nme:x\nauto',
			];
			const all = scopes.map((scope, index) => answerFor('46708100100', { attempts: index + 1 }, scope));
			await valueOf(store.keep(all));
			expect((await find(...all)).map((each) => each?.attempts)).toEqual([1, 2, 3, 4, 5]);
		});

		it('replaces an earlier answer by a later one', async () => {
			await valueOf(store.keep([answerFor('46708100100')]));
			const later = answerFor('46708100100', { lookedUpAtMs: startMs + 1, attempts: 1 });
			await valueOf(store.keep([later]));
			expect(await find(later)).toMatchObject([{ lookedUpAtMs: startMs + 1, attempts: 1 }]);
		});

		it('removes an earlier answer for a later one that has expired already', async () => {
			const [kept, other] = [answerFor('46708100100'), answerFor('46708100101')];
			await valueOf(store.keep([kept, other]));
			await valueOf(store.keep([answerFor('46708100100', { expiresAtMs: startMs })]));
			nowMs = startMs - 1;
			expect(await find(kept, other)).toMatchObject([null, { attempts: 2 }]);
		});

		it('gives its answers to the next run', async () => {
			const kept = answerFor('46708100100');
			await valueOf(store.keep([kept]));
			await store.close();
			store = await subject.openAgain(clock);
			expect(await find(kept)).toMatchObject([{ attempts: 2 }]);
		});

		it('forgets numbers in every scope, and counts what it removed', async () => {
			const all = [
				answerFor('46708100100'),
				answerFor('46708100100', {}, 'horisen\nme\nauto'),
				answerFor('46708100101'),
				answerFor('467081001'),
			];
			await valueOf(store.keep(all));
			expect(await valueOf(store.forgetNumbers(['46708100100', '447788450450', '46708100101']))).toEqual([2, 0, 1]);
			expect(await find(...all)).toMatchObject([null, null, null, { attempts: 2 }]);
			expect(await valueOf(store.forgetNumbers(['46708100100']))).toEqual([0]);
			expect((await subject.contents()) ?? '').not.toContain('46708100100');
		});

		it('forgets what was looked up before a time, and counts it', async () => {
			const all = Array.from({ length: 5000 }, (_, index) =>
				answerFor(String(46_700_000_000 + index), { lookedUpAtMs: startMs + (index % 2) }),
			);
			await valueOf(store.keep(all));
			expect(await valueOf(store.forgetBefore(startMs))).toBe(0);
			expect(await valueOf(store.forgetBefore(startMs + 1))).toBe(2500);
			expect((await find(...all)).map((each) => each === null)).toEqual(all.map((_, index) => index % 2 === 0));
		});

		it('keeps nothing but a hash where numbers are hashed', async () => {
			const key = await valueOf(store.hashingKey(true));
			if (key === null) throw new Error('The store has no key.');
			const hashed = withHashedNumbers(store, key);
			const number = '46708100100';
			const telling = {
				...fullAnswer,
				message: 'Number 0708-100 100 is served.',
				details: { rn: 'D070708100100', IMSI: '24008', dc: '46', ndc: '708', cic: '5410' },
			};
			await valueOf(hashed.keep([answerFor(number, { answer: telling })]));
			const { message: _, imsi: __, ...others } = telling;
			expect(await valueOf(hashed.find([answerFor(number).key]))).toMatchObject([
				{ answer: { ...others, details: { cic: '5410' }, raw: '' } },
			]);
			expect(await find(answerFor(number))).toEqual([null]);
			const written = (await subject.contents()) ?? '';
			expect(written.replace(/\D/g, '')).not.toContain('8100100');
			expect(written).not.toContain(fullAnswer.imsi);
			expect(hashOf(number, key)).not.toBe(hashOf(number, new Uint8Array(32)));
			expect(await valueOf(hashed.forgetNumbers([number]))).toEqual([1]);
			expect(await valueOf(hashed.find([answerFor(number).key]))).toEqual([null]);
		});

		it('hashes with the same key in the next run', async () => {
			const key = await valueOf(store.hashingKey(true));
			await store.close();
			store = await subject.openAgain(clock);
			expect(await valueOf(store.hashingKey(false))).toEqual(key);
		});
	});
}

/** Of a store that processes share. */
export function describeClaims(name: string, subject: StoreSubject): void {
	describe(`claims in the answer store ${name}`, () => {
		const leaseMs = 60_000;
		const all = Array.from({ length: 450 }, (_, index) => answerFor(String(46_700_000_000 + index)));
		const keys = keysOf(all);
		let stores: AnswerStore[];

		beforeEach(async () => {
			stores = [await subject.openEmpty(() => startMs), await subject.openAgain(() => startMs)];
		});
		afterEach(async () => await Promise.all(stores.map(async (store) => await store.close())));

		/** @returns which of the keys the claimant may ask about. */
		async function take(store: AnswerStore | undefined, claimant: string, of = keys): Promise<boolean[]> {
			const taken = (await valueOf(claimsOf(store).take(of, claimant, leaseMs))).map(({ isMine }) => isMine);
			expect(taken).toHaveLength(of.length);
			return taken;
		}

		it('are one claimant’s, who may renew them, until they are released', async () => {
			const [one, other] = stores;
			expect(new Set(await take(one, 'one', keys.slice(0, 300)))).toEqual(new Set([true]));
			expect(await take(other, 'other')).toEqual(keys.map((_, index) => index >= 300));
			expect(await take(one, 'one')).toEqual(keys.map((_, index) => index < 300));
			await valueOf(claimsOf(other).release(keys, 'other'));
			expect(new Set(await take(one, 'one'))).toEqual(new Set([true]));
			await valueOf(claimsOf(one).release(keys, 'one'));
			expect(new Set(await take(other, 'other'))).toEqual(new Set([true]));
		});

		it('end with the answer, which the next claimant gets together with its claim', async () => {
			const [one, other] = stores;
			await take(one, 'one');
			await valueOf(claimsOf(other).take(keys, 'other', leaseMs));
			await valueOf(one?.keep(all.slice(0, 2)) ?? Promise.reject(new Error()));
			const taken = await valueOf(claimsOf(other).take(keys.slice(0, 3), 'other', leaseMs));
			expect(taken).toMatchObject([
				{ stored: { attempts: 2 }, isMine: true },
				{ stored: { attempts: 2 }, isMine: true },
				{ stored: null, isMine: false },
			]);
		});

		it('show an answer to those who may not ask, too', async () => {
			const [one, other] = stores;
			await valueOf(one?.keep(all.slice(0, 1)) ?? Promise.reject(new Error()));
			await take(one, 'one', keys.slice(0, 1));
			expect(await valueOf(claimsOf(other).take(keys.slice(0, 1), 'other', leaseMs))).toMatchObject([
				{ stored: { attempts: 2 }, isMine: false },
			]);
		});

		it('are on a scope’s number', async () => {
			const [one, other] = stores;
			await take(one, 'one', keysOf([answerFor('46700000000')]));
			expect(await take(other, 'other', keysOf([answerFor('46700000000', {}, 'horisen\nme\nauto')]))).toEqual([true]);
		});

		it('hold a hash where numbers are hashed', async () => {
			const [one, other] = stores;
			const key = Buffer.alloc(32, 1);
			const number = '46708100100';
			const ofNumber = keysOf([answerFor(number)]);
			const hashed = [one, other].map((store) => withHashedNumbers(storeOf(store), key));
			expect(await take(hashed[0], 'one', ofNumber)).toEqual([true]);
			expect(await take(hashed[1], 'other', ofNumber)).toEqual([false]);
			expect((await subject.contents()) ?? '').not.toContain(number);
			await valueOf(claimsOf(hashed[0]).release(ofNumber, 'one'));
			expect(await take(hashed[1], 'other', ofNumber)).toEqual([true]);
		});
	});
}

function storeOf(store: AnswerStore | undefined): AnswerStore {
	if (store === undefined) throw new Error('There is no store.');
	return store;
}

export function claimsOf(store: AnswerStore | undefined): AnswerClaims {
	const { claims } = storeOf(store);
	if (claims === null) throw new Error('The store keeps no claims.');
	return claims;
}

/** Expiry by the test's own clock; not for a store that has a clock of its own. */
export function describeExpiry(name: string, subject: StoreSubject): void {
	describe(`the answer store ${name}`, () => {
		it('gives no answer that has expired, and removes it at the end of the run', async () => {
			let nowMs = startMs;
			const store = await subject.openEmpty(() => nowMs);
			const [short, long] = [answerFor('46708100100'), answerFor('46708100101', { expiresAtMs: startMs + 2 * hourMs })];
			await valueOf(store.keep([short, long]));
			nowMs = startMs + hourMs;
			expect(await valueOf(store.find(keysOf([short, long])))).toMatchObject([null, { attempts: 2 }]);
			await store.close();
			const again = await subject.openAgain(() => startMs);
			expect(await valueOf(again.find(keysOf([short, long])))).toMatchObject([null, { attempts: 2 }]);
			await again.close();
		});
	});
}
