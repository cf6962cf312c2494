import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Reuse } from '../../nodes/NumberLookup/lookup/reuse';
import { MemoryStore } from '../../nodes/NumberLookup/stores/memory';
import { SqliteStore } from '../../nodes/NumberLookup/stores/sqlite/sqlite';
import type { AnswerStore } from '../../nodes/NumberLookup/stores/store';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { demoPassword } from '../../simulator/accounts';
import { type CredentialData, signInFor } from '../../simulator/credentials';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { tracesOf } from '../tracesOf';
import { retriedExecution } from './executions';
import { run, stageOf } from './engine';
import { ordinaryNumbers } from './numbers';
import { rigFor } from './rig';
import type { Subject } from './subject';

const hourMs = 60 * 60 * 1000;
const nowMs = () => 1_700_000_000_000;
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Kept answers belong to provider, sign-in name, hosts and secret. */
export function describeAnswerSources(subject: Subject): void {
	describe('kept answers', () => {
		const rig = rigFor(subject);
		const numbers = ordinaryNumbers(2);

		/** @returns what was had from earlier answers: of the store, and of an unfinished run of this execution. */
		async function ask(
			at: Simulator,
			store: AnswerStore,
			nextTry: ReturnType<typeof retriedExecution>,
			credential: CredentialData = {},
		) {
			const reuse = new Reuse(store, { maxAgeMs: hourMs, unavailableMaxAgeMs: hourMs, finds: true }, nowMs, turn);
			const stage = stageOf(at, subject.provider, { ...subject.credential, ...credential });
			const { report } = await run(numbers, [stage], {}, { ...nextTry(), nowMs, sleep, reuse });
			await reuse.end();
			const { stored, reused } = report.totals;
			return { stored, reused };
		}

		it('serve the same account, but no other server and no other secret', async () => {
			const store = new MemoryStore(nowMs);
			const other = await startSimulator();
			subject.prepare?.(other);
			const none = { stored: 0, reused: 0 };
			const nextTry = retriedExecution();
			expect(await ask(other, store, nextTry)).toEqual(none);
			expect(await ask(rig.simulator, store, nextTry)).toEqual(none);
			const secret = signInFor(subject.provider, { password: 'another secret' });
			expect(await ask(rig.simulator, store, nextTry, secret)).toEqual(none);
			expect(await ask(rig.simulator, store, retriedExecution())).toEqual({ stored: 2, reused: 0 });
			expect(await ask(rig.simulator, store, nextTry)).toEqual({ stored: 0, reused: 2 });
			await other.stop();
		});

		it('tell nothing of the secret where they are', async () => {
			const folder = await mkdtemp(path.join(tmpdir(), 'number-lookup-sources-'));
			const store = new SqliteStore(folder, { nowMs, pause: turn });
			await ask(rig.simulator, store, retriedExecution());
			const files = await readdir(folder);
			const texts = await Promise.all(files.map(async (file) => await readFile(path.join(folder, file), 'latin1')));
			expect(texts.join('\n')).toContain(numbers[0]?.slice(1));
			expect(tracesOf(demoPassword, texts)).toEqual([]);
			await store.close();
			await rm(folder, { recursive: true });
		});
	});
}
