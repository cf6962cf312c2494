import { chmod, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { withHashedNumbers } from '../../nodes/NumberLookup/stores/hashedNumbers';
import { readError, sentenceOf } from '../../nodes/NumberLookup/stores/sqlite/failure';
import { SqliteStore } from '../../nodes/NumberLookup/stores/sqlite/sqlite';
import type { AnswerStore } from '../../nodes/NumberLookup/stores/store';
import {
	answerFor,
	claimsOf,
	describeClaims,
	describeExpiry,
	describeStore,
	type StoreSubject,
	valueOf,
} from './contract';

let folder: string;

beforeEach(async () => (folder = path.join(await mkdtemp(path.join(tmpdir(), 'number-lookup-store-')), 'below')));
afterEach(async () => await rm(path.dirname(folder), { recursive: true }));

/** Pauses end at once. */
async function openStore(nowMs: () => number, pause = async () => await Promise.resolve()): Promise<AnswerStore> {
	return new SqliteStore(folder, { nowMs, pause });
}

async function filesIn(directory: string): Promise<string[]> {
	return (await readdir(directory)).sort();
}

const subject: StoreSubject = {
	openEmpty: openStore,
	openAgain: openStore,
	async contents() {
		const names = (await filesIn(folder)).filter((name) => name.startsWith('answers.sqlite'));
		const files = await Promise.all(names.map(async (name) => await readFile(path.join(folder, name), 'latin1')));
		return files.join('\n');
	},
};

describeStore('sqlite', subject);
describeExpiry('sqlite', subject);
describeClaims('sqlite', subject);

const atZero = () => 0;
const answersPath = () => path.join(folder, 'answers.sqlite');
const some = [answerFor('46708100100'), answerFor('46708100101')];
const keys = some.map(({ key }) => key);

async function keepAndClose(): Promise<void> {
	const store = await openStore(atZero);
	await valueOf(store.keep(some));
	await store.close();
}

describe('the file', () => {
	it('is for its owner only, in a folder that is made for it', async () => {
		const store = await openStore(atZero);
		await valueOf(store.keep(some));
		await valueOf(store.hashingKey(true));
		await store.close();
		expect((await stat(folder)).mode & 0o777).toBe(0o700);
		expect((await stat(path.join(folder, 'answers.key'))).mode & 0o777).toBe(0o600);
		expect(await filesIn(folder)).toEqual(['answers.key', 'answers.sqlite']);
	});

	it('is not made by a run that only has something to forget', async () => {
		const store = await openStore(atZero);
		expect(await valueOf(store.hashingKey(false))).toBeNull();
		expect(await valueOf(store.forgetNumbers(['46708100100']))).toEqual([0]);
		expect(await valueOf(store.forgetBefore(1))).toBe(0);
		await store.close();
		await expect(stat(folder)).rejects.toThrow('ENOENT');
	});

	it('gets one key, however many make one at the same time', async () => {
		const stores = await Promise.all(Array.from({ length: 8 }, async () => await openStore(atZero)));
		const made = await Promise.all(stores.map(async (store) => await valueOf(store.hashingKey(true))));
		expect(new Set(made.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(1);
		expect(await filesIn(folder)).toEqual(['answers.key']);
	});

	it('serves several at once', async () => {
		const stores = await Promise.all(Array.from({ length: 4 }, async () => await openStore(atZero)));
		const lists = stores.map((_, list) =>
			Array.from({ length: 50 }, (_each, index) => answerFor(String(46_700_000_000 + 100 * list + index))),
		);
		await Promise.all(
			stores.map(async (store, list) => {
				for (const answer of lists[list] ?? []) await valueOf(store.keep([answer]));
			}),
		);
		const all = lists.flat();
		for (const store of stores) {
			const found = await valueOf(store.find(all.map(({ key }) => key)));
			expect(found.filter((each) => each === null)).toEqual([]);
			await store.close();
		}
	});
});

describe('a claim in the file', () => {
	const leaseMs = 1000;
	let nowMs = 0;
	const take = async (store: AnswerStore, claimant: string) =>
		(await valueOf(claimsOf(store).take(keys, claimant, leaseMs))).map(({ isMine }) => isMine);

	beforeEach(() => (nowMs = 1_000_000));

	it.each([
		['is not renewed', leaseMs, true],
		['is in its last moment', leaseMs - 1, false],
		['was made by a process that read the time later', -1, false],
		['was made before the clock was set back', -leaseMs - 1, true],
	])('that %s: another claimant gets it: after %i ms, %s', async (_which, waitMs, isFree) => {
		const stores = [await openStore(() => nowMs), await openStore(() => nowMs)] as const;
		await take(stores[0], 'one');
		nowMs += waitMs;
		expect(await take(stores[1], 'other')).toEqual([isFree, isFree]);
		for (const store of stores) await store.close();
	});

	it('is gone with what is forgotten about its number, and at the end of a run when it has ended', async () => {
		const store = await openStore(() => nowMs);
		await take(store, 'one');
		expect(await subject.contents()).toContain('46708100100');
		await valueOf(store.forgetNumbers(['46708100100']));
		expect(await subject.contents()).not.toContain('46708100100');
		nowMs += leaseMs;
		await store.close();
		expect(await subject.contents()).not.toContain('46708100101');
	});

	it('is written by nobody whose questions others are asking', async () => {
		const stores = [await openStore(() => nowMs), await openStore(() => nowMs)] as const;
		await take(stores[0], 'one');
		const lock = new DatabaseSync(answersPath());
		lock.exec('BEGIN IMMEDIATE');
		expect(await take(stores[1], 'other')).toEqual([false, false]);
		lock.close();
		for (const store of stores) await store.close();
	});
});

describe('a file that another process keeps locked', () => {
	let lock: DatabaseSync;

	beforeEach(async () => {
		await keepAndClose();
		lock = new DatabaseSync(answersPath());
		lock.exec('BEGIN IMMEDIATE');
	});
	afterEach(() => lock.close());

	it('is still read', async () => {
		const store = await openStore(atZero);
		expect(await valueOf(store.find(keys))).toMatchObject([{ attempts: 2 }, { attempts: 2 }]);
		await store.close();
	});

	it('is written as soon as it is free', async () => {
		let pauses = 0;
		const store = await openStore(atZero, async () => {
			if (++pauses === 3) lock.exec('ROLLBACK');
			await Promise.resolve();
		});
		await valueOf(store.keep([answerFor('46708100102')]));
		expect(pauses).toBe(3);
		await store.close();
	});

	it('is given up after a while, with a reason', async () => {
		const store = await openStore(atZero);
		const { failure } = await store.keep([answerFor('46708100102')]);
		expect(failure?.message).toContain(`${answersPath()}, stayed locked by another process`);
		lock.exec('ROLLBACK');
		await store.close();
	});
});

describe('a damaged file', () => {
	const garbage = 'This is no database, however long one looks at it. '.repeat(200);
	const setAside = () => path.join(folder, 'answers.damaged.sqlite');

	it.each<[string, () => Promise<void>]>([
		['of something else', async () => await writeFile(answersPath(), garbage)],
		['of zeros', async () => await writeFile(answersPath(), Buffer.alloc(8192))],
		['overwritten from its first page on', async () => await overwrite(answersPath(), 0)],
	])('%s is set aside: a new one is begun, and the user told', async (_case, damage) => {
		await keepAndClose();
		await damage();
		const store = await openStore(atZero);
		expect(await valueOf(store.find(keys))).toEqual([null, null]);
		await valueOf(store.keep(some));
		expect(await valueOf(store.find(keys))).toMatchObject([{ attempts: 2 }, { attempts: 2 }]);
		expect(store.notices).toEqual([expect.stringContaining(`It was set aside as ${setAside()}, and a new one begun`)]);
		await store.close();
		expect(await filesIn(folder)).toEqual(['answers.damaged.sqlite', 'answers.sqlite']);
	});

	it('is noticed also where only what is read later is damaged', async () => {
		const store = await openStore(atZero);
		const many = Array.from({ length: 5000 }, (_, index) => answerFor(String(46_700_000_000 + index)));
		await valueOf(store.keep(many));
		await store.close();
		await overwrite(answersPath(), 4096);
		const damaged = await openStore(atZero);
		expect(await valueOf(damaged.find(many.map(({ key }) => key)))).toHaveLength(5000);
		expect(damaged.notices).toHaveLength(1);
		await damaged.close();
	});

	it('that another process has set aside meanwhile is not taken for the new one', async () => {
		await keepAndClose();
		const [first, second] = [await openStore(atZero), await openStore(atZero)];
		await valueOf(first.find(keys));
		await valueOf(second.find(keys));
		await overwrite(answersPath(), 0);
		for (const store of [first, second]) await valueOf(store.keep(some));
		expect(await valueOf(first.find(keys))).toMatchObject([{ attempts: 2 }, { attempts: 2 }]);
		await first.close();
		await second.close();
	});

	it('is deleted by whoever forgets anything, since nobody can search it', async () => {
		await keepAndClose();
		await writeFile(answersPath(), garbage);
		const store = await openStore(atZero);
		await valueOf(store.find(keys));
		expect(await valueOf(store.forgetNumbers(['46708100100']))).toEqual([0]);
		await store.close();
		expect(await filesIn(folder)).toEqual(['answers.sqlite']);
	});

	it('is deleted also where it was set aside before, and there is no other', async () => {
		await keepAndClose();
		await rename(answersPath(), setAside());
		const store = await openStore(atZero);
		expect(await valueOf(store.forgetNumbers(['46708100100']))).toEqual([0]);
		await store.close();
		expect(await filesIn(folder)).toEqual([]);
	});

	it('that cannot be deleted is no reason to say that all was forgotten', async () => {
		await mkdir(setAside(), { recursive: true });
		const store = await openStore(atZero);
		const { failure } = await store.forgetBefore(1);
		expect(failure?.message).toContain(setAside());
		await store.close();
	});

	it('whose records alone are spoiled is asked as if these were not there', async () => {
		await keepAndClose();
		const database = new DatabaseSync(answersPath());
		database.exec(`UPDATE answers SET record = '{"status":"ok"' WHERE number = '46708100100'`);
		database.close();
		const store = await openStore(atZero);
		expect(await valueOf(store.find(keys))).toMatchObject([null, { attempts: 2 }]);
		await store.close();
	});
});

describe('the key of hashed numbers', () => {
	const keyPath = () => path.join(folder, 'answers.key');
	const number = '46708100100';

	/** @returns a run's view of hashed answers. */
	async function openHashed(store: AnswerStore): Promise<AnswerStore> {
		const key = await valueOf(store.hashingKey(true));
		if (key === null) throw new Error('There is no key.');
		return withHashedNumbers(store, key);
	}

	beforeEach(async () => {
		const store = await openStore(atZero);
		await valueOf((await openHashed(store)).keep([answerFor(number)]));
		await valueOf(store.keep([answerFor(number)]));
		await store.close();
	});

	it.each<[string, () => Promise<void>, RegExp]>([
		[
			'damaged',
			async () => await writeFile(keyPath(), 'short'),
			/answers\.key, was damaged, and was set aside as .*\.damaged\.key\. Hashed answers of earlier runs are not known any more, and were deleted\.$/,
		],
		[
			'gone',
			async () => await rm(keyPath()),
			/answers\.key, is gone, .* Hashed answers of earlier runs are not known any more, and were deleted\.$/,
		],
	])(
		'that is %s is replaced; hashed answers, which nobody can find then, are deleted, and the user told',
		async (_case, damage, notice) => {
			await damage();
			const forgetting = await openStore(atZero);
			expect(await valueOf(forgetting.hashingKey(false))).toBeNull();
			expect(forgetting.notices).toEqual([expect.stringMatching(notice)]);
			expect(await valueOf(forgetting.forgetNumbers([number]))).toEqual([1]);
			await forgetting.close();
			expect(await subject.contents()).not.toContain('#');
			const later = await openStore(atZero);
			const hashed = await openHashed(later);
			await valueOf(hashed.keep([answerFor(number)]));
			expect(await valueOf(hashed.find([answerFor(number).key]))).toMatchObject([{ attempts: 2 }]);
			expect(later.notices).toEqual([]);
			await later.close();
		},
	);

	it('that cannot be read is no reason to say that all was forgotten: the failure names it', async () => {
		await rm(keyPath());
		await mkdir(keyPath());
		for (const make of [false, true]) {
			const store = await openStore(atZero);
			const { failure } = await store.hashingKey(make);
			expect(failure?.message).toContain(`The key of hashed numbers, ${keyPath()}, cannot be read or made (EISDIR`);
			await store.close();
		}
	});
});

describe('a folder where nothing can be written', () => {
	it('makes the store step aside, and says where it is and what to do', async () => {
		await writeFile(folder, 'a file where the folder should be');
		const store = await openStore(atZero);
		for (const { failure } of [await store.find(keys), await store.keep(some)]) {
			expect(failure?.message).toContain(answersPath());
		}
		expect((await store.hashingKey(true)).failure?.message).toContain(path.join(folder, 'answers.key'));
		await store.close();
		await rm(folder);
	});

	/** Root may write anywhere, so rights alone prove nothing where the tests run as root: a folder in the file's place does. */
	it('makes the store step aside where the file cannot be opened', async () => {
		await keepAndClose();
		await rm(answersPath());
		await mkdir(answersPath());
		const store = await openStore(atZero);
		const { failure } = await store.find(keys);
		expect(failure?.message).toContain('cannot be opened or written');
		expect(failure?.message).toContain('Check the rights of n8n’s user folder.');
		await store.close();
		await chmod(folder, 0o700);
	});
});

describe('a full disk', () => {
	it('is named as such, and what was kept before stays', async () => {
		const database = new DatabaseSync(':memory:');
		database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 3;');
		const error = caught(() => {
			for (let row = 0; row < 100; row++) database.exec(`INSERT INTO t VALUES (randomblob(1000))`);
		});
		expect(readError(error).kind).toBe('full');
		expect(sentenceOf(readError(error), '/x')).toMatch(/^The disk is full, .* Make room\.$/);
		expect(readError(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })).kind).toBe('full');
	});
});

function caught(work: () => void): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	return null;
}

async function overwrite(file: string, from: number): Promise<void> {
	const handle = await open(file, 'r+');
	const { size } = await handle.stat();
	await handle.write(Buffer.alloc(size - from, 0xa5), 0, size - from, from);
	await handle.close();
}
