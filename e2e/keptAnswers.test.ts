import { fromStart, n8nBench, nodeName } from './bench';
import { stopMidway, stoppedPhones } from './stopped';

const bench = n8nBench();

describe('the next manual run after Stop', () => {
	it('pays only for what is missing', async () => {
		const { workflow } = await stopMidway(bench);
		bench.simulator.latencyMs = 0;
		const requestsBefore = bench.simulator.ledger.of('sinch').requests;
		const again = await bench.n8n.runToEnd(workflow, fromStart);
		expect(again.outputsOf(nodeName)[0]).toHaveLength(stoppedPhones.length);
		expect(bench.simulator.ledger.of('sinch').requests - requestsBefore).toBeLessThan(stoppedPhones.length);
	});
});
