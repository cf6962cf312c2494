/** Executions at once that ask for the same numbers: each number is paid for once. */

import { startRedis, tellsNoUptime } from '../../e2e/redis';
import { providerIds } from '../../simulator/providers';
import type { Bench } from '../bench';
import { startChild, wordOf } from '../child';
import { executionsAtOnce } from '../contenders/executionsAtOnce';
import { atMost, type Figure, figure } from '../figure';
import type { FlightOrder } from '../flightMessages';
import { msisdns } from '../numbers';

const executions = 30;
const numbersEach = 100;
/** Each execution has so many numbers that the one before has not. */
const newInEach = 10;
const distinct = numbersEach + (executions - 1) * newInEach;
const latencyMs = 5;
const stores = ['memory', 'sqlite', 'redis'] as const;

let asked = 0;

/** Numbers that none before has asked for. */
function lists(): string[][] {
	const numbers = msisdns(asked + distinct).slice(asked);
	asked += distinct;
	return Array.from({ length: executions }, (_, index) =>
		numbers.slice(index * newInEach, index * newInEach + numbersEach),
	);
}

export async function flight(bench: Bench): Promise<Figure[]> {
	const redis = await startRedis(tellsNoUptime);
	try {
		const each = { redisPort: redis.port, ports: bench.simulator.ports };
		const figures: Figure[] = [];
		for (const store of stores) {
			const ratios = [];
			for (const provider of providerIds) {
				ratios.push(
					await billedPerNumber(bench, { ...each, store, provider }, async (order) => {
						await executionsAtOnce(bench.n8n, order);
					}),
				);
			}
			const name = `${executions} executions at once, answers in ${store}: lookups billed / numbers, most of all providers`;
			figures.push(figure(name, atMost(1), [Math.max(...ratios)]));
		}
		for (const store of ['sqlite', 'redis'] as const) {
			const order = { ...each, store, provider: 'sinch' as const };
			const ratio = await billedPerNumber(bench, order, inTwoProcesses);
			figures.push(figure(`the same in two processes, answers in ${store}`, atMost(1), [ratio]));
		}
		return figures;
	} finally {
		await redis.stop();
	}
}

async function billedPerNumber(
	{ simulator, note }: Bench,
	order: Omit<FlightOrder, 'lists'>,
	run: (order: FlightOrder) => Promise<void>,
): Promise<number> {
	await simulator.order({ latencyMs });
	const startMs = performance.now();
	await run({ ...order, lists: lists() });
	const tookMs = performance.now() - startMs;
	const { billed } = (await simulator.order())[order.provider];
	note(`${order.provider}, ${order.store}: ${billed} lookups for ${distinct} numbers in ${tookMs.toFixed(0)} ms`);
	return billed / distinct;
}

/** Every other execution in the one, the rest in the other; loading n8n takes most of the time. They find this process's user folder in their environment. */
async function inTwoProcesses({ lists: all, ...order }: FlightOrder): Promise<void> {
	process.env.N8N_RUNNER_USER_FOLDER = process.env.N8N_USER_FOLDER;
	const children = [startChild('flightMain.ts'), startChild('flightMain.ts')];
	try {
		await Promise.all(children.map(wordOf));
		await Promise.all(
			children.map(async (child, process) => {
				const done = wordOf(child);
				child.send({ ...order, lists: all.filter((_, index) => index % children.length === process) });
				await done;
			}),
		);
	} finally {
		for (const child of children) child.kill();
	}
}
