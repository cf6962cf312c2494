/**
 * Whatever comes together, what users rely on holds: rows, money, words and ends. `RUNS` sets how many scenarios are tried, `FUZZ_SEED` and
 * `FUZZ_PATH` bring a failed one back; a failure prints the line for that. Jest itself fails a test that leaves a rejection unhandled.
 */

import path from 'node:path';

import fc from 'fast-check';

import { loadPackage } from '../../n8n-runner';
import { openSockets } from '../conformance/openSockets';
import { until } from '../conformance/until';
import { Lane } from './lane';
import { brokenPromises, endsInTime } from './promises';
import { scenario, type Scenario } from './scenario';

const runs = Number(process.env.RUNS ?? (process.env.SOAK === '1' ? 20_000 : 1_000));
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);
const { FUZZ_PATH } = process.env;

/** Before anything here opens one. */
const socketsBefore = openSockets();

/** Most of a run is waiting for the clock, so several go on side by side. */
const lanes = FUZZ_PATH === undefined ? 25 : 1;

async function tryScenario(tried: Scenario, lane: Lane): Promise<void> {
	const run = await endsInTime(lane.run(tried), tried);
	expect(brokenPromises(run, tried, lane.timesBilled(tried))).toEqual([]);
}

it(
	`keeps rows, money and words in order in ${runs} scenarios`,
	async () => {
		const n8n = await loadPackage(path.join(__dirname, '../..'));
		const ended = await Promise.allSettled(
			Array.from({ length: lanes }, async (_, index) => {
				const lane = await Lane.open(n8n, `lane${index}`);
				const laneSeed = seed + index;
				try {
					await fc.assert(
						fc.asyncProperty(scenario, async (tried) => await tryScenario(tried, lane)),
						{
							numRuns: Math.ceil(runs / lanes),
							seed: laneSeed,
							// Smaller scenarios would have to run, too, and a scenario is small.
							endOnFailure: true,
							...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
							reporter: (details) => {
								if (!details.failed) return;
								const again = `FUZZ_SEED=${laneSeed} FUZZ_PATH=${details.counterexamplePath ?? ''} npm test -- test/properties`;
								throw new Error(`${again}\n${fc.defaultReportMessage(details) ?? ''}`, {
									cause: details.errorInstance,
								});
							},
						},
					);
				} finally {
					await lane.close();
				}
			}),
		);
		for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
		// The node's own, too: whoever was asked is gone. Jest's process may hold some of an earlier file's.
		await until(() => openSockets() <= socketsBefore);
	},
	30_000 + runs * 2_000,
);
