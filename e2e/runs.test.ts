import { fromStart, n8nBench, nodeName } from './bench';
import { stopMidway, stoppedPhones } from './stopped';
import { until } from './until';
import { callWebhook } from './webhook';
import { chained, everySecond, manualTrigger, pinned, webhookTrigger, type SomeNode } from './workflows';

const bench = n8nBench();

const phone = '+46708100100';
const otherPhone = '+447788450450';
const after: SomeNode = { name: 'After', type: 'n8n-nodes-base.noOp' };

describe('a manual run', () => {
	it('gives each item its result, and says above the output what was paid', async () => {
		const execution = await bench.lookUp([phone, otherPhone, phone]);
		expect(execution).toMatchObject({ status: 'success', mode: 'manual', error: null });
		expect(execution.outputsOf(nodeName)).toEqual([
			[
				{ phone, lookup: expect.objectContaining({ verdict: 'valid', duplicateOf: null }) },
				{ phone: otherPhone, lookup: expect.objectContaining({ verdict: 'valid' }) },
				{ phone, lookup: expect.objectContaining({ verdict: 'valid', duplicateOf: 0 }) },
			],
		]);
		expect(execution.hintsOf(nodeName).join()).toContain('2 lookups paid');
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('routes items to four outputs', async () => {
		const phones = [phone, '+447700909027', '+447700909001', '+447700909034'];
		const execution = await bench.lookUp(phones, { options: { routeByVerdict: true } });
		const verdicts = execution.outputsOf(nodeName).map((rows) => rows.map(({ lookup }) => lookup));
		expect(verdicts).toMatchObject([
			[{ verdict: 'valid' }],
			[{ verdict: 'unavailable' }],
			[{ verdict: 'invalid' }],
			[{ verdict: 'unknown' }],
		]);
	});

	it('does not run a node whose output is pinned', async () => {
		const workflow = chained('Pinned', manualTrigger, bench.node(), after);
		const rows = [{ phone, lookup: { verdict: 'valid' } }];
		const saved = await bench.save({ ...workflow, pinData: pinned(nodeName, rows) });
		const execution = await bench.n8n.runToEnd(saved, fromStart);
		expect(execution.outputsOf(after.name)).toEqual([rows]);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('pays nothing again when only a later node is run', async () => {
		const workflow = await bench.saveManual([phone, otherPhone], {}, after);
		const whole = await bench.n8n.runToEnd(workflow, fromStart);
		const { [after.name]: _, ...runData } = whole.runData;
		const partial = await bench.n8n.runToEnd(workflow, {
			destinationNode: { nodeName: after.name, mode: 'inclusive' },
			runData,
			dirtyNodeNames: [],
		});
		expect(partial.status).toBe('success');
		expect(partial.outputsOf(after.name)).toEqual(whole.outputsOf(nodeName));
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('asks again when the node itself is run again', async () => {
		const workflow = await bench.saveManual([phone], {}, after);
		const { runData } = await bench.n8n.runToEnd(workflow, fromStart);
		const again = await bench.n8n.runToEnd(workflow, {
			destinationNode: { nodeName, mode: 'inclusive' },
			runData,
			dirtyNodeNames: [nodeName],
		});
		expect(again.outputsOf(nodeName)).toMatchObject([[{ lookup: { verdict: 'valid', cached: false } }]]);
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});
});

describe('a run in production', () => {
	it('answers a webhook', async () => {
		const path = 'look-up';
		const parameters = { phoneNumber: '={{ $json.body.phones }}' };
		const workflow = await bench.save(chained('Webhook', webhookTrigger(path), bench.node({ parameters })));
		await bench.n8n.activate(workflow);
		const response = await callWebhook(`${bench.n8n.url}/webhook/${path}`, { phones: [phone, otherPhone] });
		const rows = await response.json();
		await bench.n8n.deactivate(workflow);
		expect(rows).toMatchObject([{ lookup: { input: phone, verdict: 'valid' } }, { lookup: { input: otherPhone } }]);
		expect(await bench.n8n.executionsOf(workflow)).toMatchObject([{ mode: 'webhook', status: 'success' }]);
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('is started by a schedule', async () => {
		const parameters = { phoneNumber: phone };
		const workflow = await bench.save(chained('Schedule', everySecond, bench.node({ parameters })));
		await bench.n8n.activate(workflow);
		const { id } = await until('the schedule to start a run', 20_000, async () => {
			const executions = await bench.n8n.executionsOf(workflow);
			return executions.find(({ status }) => status === 'success');
		});
		await bench.n8n.deactivate(workflow);
		const execution = await bench.n8n.execution(id);
		expect(execution.mode).toBe('trigger');
		expect(execution.outputsOf(nodeName)).toMatchObject([[{ lookup: { verdict: 'valid' } }]]);
	});
});

describe('Stop', () => {
	it('ends a slow batch', async () => {
		const { execution } = await stopMidway(bench);
		expect(execution.status).toBe('canceled');
		expect(bench.simulator.ledger.of('sinch').requests).toBeLessThan(stoppedPhones.length);
	});
});
