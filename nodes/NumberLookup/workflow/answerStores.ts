/** The answer store that the user chose, opened for one run of the node. Each store's code is loaded when it is first used. */

import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import { redisCredentialType } from '../description/credentials';
import type { RedisAccount } from '../stores/redis/account';
import type { AnswerStore, StoreOutcome } from '../stores/store';
import { despiteOverruns } from './busyMachine';
import { nextTurn } from './nextTurn';
import { nowMs } from './surroundings';

export const storeNames = ['memory', 'sqlite', 'redis'] as const;

export type StoreName = (typeof storeNames)[number];

const pause = async (durationMs: number) => await (durationMs === 0 ? nextTurn() : sleep(durationMs));

/** Shared by all executions of this process. */
let memory: AnswerStore | null = null;

/** Never rejects. */
export async function openStore(context: IExecuteFunctions, name: StoreName): Promise<StoreOutcome<AnswerStore>> {
	switch (name) {
		case 'memory':
			return await openMemory();
		case 'sqlite':
			return await openSqlite(context);
		case 'redis':
			return await openRedis(context);
	}
}

async function openMemory(): Promise<StoreOutcome<AnswerStore>> {
	const { MemoryStore } = await import('../stores/memory');
	memory ??= new MemoryStore(nowMs);
	return { value: memory, failure: null };
}

async function openSqlite({ helpers }: IExecuteFunctions): Promise<StoreOutcome<AnswerStore>> {
	const code = await import('../stores/sqlite/sqlite').catch(() => null);
	if (code === null) {
		return { value: null, failure: { message: 'This Node.js has no SQLite; 22.13 and later have it.' } };
	}
	const path = sharedByTool(helpers.getStoragePath());
	return { value: new code.SqliteStore(path, { nowMs, pause }), failure: null };
}

async function openRedis(context: IExecuteFunctions): Promise<StoreOutcome<AnswerStore>> {
	const { value: account, failure } = await readRedis(context);
	if (failure !== null) return { value: null, failure };
	const { RedisStore } = await import('../stores/redis/redis');
	return { value: RedisStore.open(account, nowMs), failure: null };
}

/** Never rejects. */
export async function readRedis(context: IExecuteFunctions): Promise<StoreOutcome<RedisAccount>> {
	const reading = despiteOverruns(async () => await context.getCredentials(redisCredentialType));
	const credential = await reading.catch(() => null);
	if (credential === null) {
		const message = 'Choose or create a credential for Redis in the node’s Credential field.';
		return { value: null, failure: { message } };
	}
	const { readRedisAccount } = await import('../stores/redis/account');
	const { account, problem } = readRedisAccount(credential);
	return problem === null ? { value: account, failure: null } : { value: null, failure: { message: problem } };
}

/** As an agent's tool the node has another name, by which n8n calls the folder; answers are the same. */
function sharedByTool(storagePath: string): string {
	return storagePath.replace(/Tool$/, '');
}
