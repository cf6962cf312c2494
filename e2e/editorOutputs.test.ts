/// <reference lib="dom" />

import { nodeName } from './bench';
import { editorBench, expectShown } from './editorBench';

const editors = editorBench();

const verdicts = ['Valid', 'Unavailable', 'Invalid', 'Unknown'];

describe('the node on the canvas', () => {
	it('has one output without a name', async () => {
		const editor = await editors.open([]);
		await expectShown(() => editor.outputsOf(nodeName), ['']);
	});

	it('gets an output for each verdict when Route by Verdict is turned on, and one for errors with On Error', async () => {
		const editor = await editors.open([]);
		const panel = await editor.openNode(nodeName);
		await panel.addOption('Route by Verdict');
		await panel.turnOn('routeByVerdict');
		await panel.close();
		await expectShown(() => editor.outputsOf(nodeName), verdicts);

		await editor.openNode(nodeName);
		await panel.onError('Continue (using error output)');
		await panel.close();
		await expectShown(() => editor.outputsOf(nodeName), [...verdicts, 'Error']);
	});

	it.each([
		['sinch', 'Sinch Number Lookup'],
		['linkGateway', 'LINK Mobility API Gateway'],
		['horisen', 'HORISEN MNP'],
	] as const)('says below its name who is asked: %s', async (provider, subtitle) => {
		const editor = await editors.open([], { provider });
		const line = editor.subtitleOf(nodeName);
		expect(await line.innerText()).toBe(subtitle);
		// Nothing is cut off.
		expect(await line.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
	});
});

describe('running the node in its panel', () => {
	it('shows the rows, and above them what was paid', async () => {
		const editor = await editors.open(['+447788450450', '+46708100100', '+447788450450']);
		const panel = await editor.openNode(nodeName);
		await panel.execute();
		expect(await panel.hints.innerText()).toContain(
			'3 rows, 2 distinct numbers, 2 lookups paid, 1 duplicate saved. Verdicts: 3 valid.',
		);
		expect(await panel.rows()).toEqual(['+447788450450', '+46708100100', '+447788450450']);
		expect(editors.bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('says what to do where no credential is chosen', async () => {
		const editor = await editors.openNew();
		const panel = await editor.addNode(nodeName, 'Look up phone numbers at a provider');
		await panel.field('phoneNumber').locator('input').fill('+447788450450');
		await panel.choose('provider', 'Several, in Order');
		await panel.choose('providerChain', 'HORISEN MNP');
		await panel.execute();
		expect(await panel.output.innerText()).toContain('Choose or create a credential for HORISEN MNP');
	});
});
