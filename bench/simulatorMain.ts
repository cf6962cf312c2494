/** The benchmark's simulator, in a process of its own, so that its work is not counted as the node's. */

import type { ProviderId } from '../simulator/providers';
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
		process.send?.(report);
	});
	// The benchmark ended, however it did.
	process.once('disconnect', () => void simulator.stop());
	process.send?.(reportOf(simulator));
}

function reportOf({ ports, ledger }: Simulator): Report {
	const record = (provider: ProviderId) => {
		const { connectionsOpened, tokenRequests, datagramsReceived } = ledger.of(provider);
		return { connectionsOpened, tokenRequests, datagramsReceived, billed: ledger.billedCount(provider) };
	};
	const records = {
		sinch: record('sinch'),
		comcetera: record('comcetera'),
		linkGateway: record('linkGateway'),
		linkDirect: record('linkDirect'),
		horisen: record('horisen'),
	};
	return { ports, records };
}

void main();
