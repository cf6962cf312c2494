/** The benchmark's simulator, in a process of its own, so that its work is not counted as the node's. */

import { byProvider, type ProviderId } from '../simulator/providers';
import { startSimulator, type Simulator } from '../simulator/simulator';
import { orderSchema, type Report } from './simulatorMessages';

async function main(): Promise<void> {
	const simulator = await startSimulator();
	process.on('message', (message) => {
		const order = orderSchema.parse(message);
		const report = reportOf(simulator);
		simulator.ledger.reset();
		simulator.latencyMs = order.latencyMs;
		simulator.faults.lossRate = order.datagramLoss;
		simulator.faults.throttleAbove = order.throttleSinchAbove > 0 ? { sinch: order.throttleSinchAbove } : {};
		process.send?.(report);
	});
	// The benchmark ended, however it did.
	process.once('disconnect', () => void simulator.stop());
	process.send?.(reportOf(simulator));
}

function reportOf({ ports, ledger }: Simulator): Report {
	const record = (provider: ProviderId) => {
		const { connectionsOpened, tokenRequests, datagramsReceived, billed, throttledAtMs } = ledger.of(provider);
		const answeredAtMs = billed.map(({ atMs }) => atMs);
		const later = ratesLater(answeredAtMs, throttledAtMs);
		return { connectionsOpened, tokenRequests, datagramsReceived, billed: billed.length, later };
	};
	return { ports, records: byProvider(record) };
}

const firstSecondMs = 1000;

/** What came later than a second after the first request. */
function ratesLater(answeredAtMs: readonly number[], throttledAtMs: readonly number[]) {
	const fromMs = firstSecondMs + Math.min(answeredAtMs[0] ?? Infinity, throttledAtMs[0] ?? Infinity);
	const untilMs = answeredAtMs.at(-1) ?? fromMs;
	const [answered = 0, throttled = 0] = [answeredAtMs, throttledAtMs].map(
		(times) => times.filter((atMs) => atMs > fromMs).length,
	);
	return {
		answeredASecond: answered === 0 ? 0 : answered / ((untilMs - fromMs) / 1000),
		throttledShare: throttled === 0 ? 0 : throttled / (throttled + answered),
	};
}

void main();
