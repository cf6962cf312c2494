/// <reference lib="dom" />

import { nodeName } from './bench';
import { signedInContext, Editor } from './editor';
import { editorBench } from './editorBench';

const editors = editorBench();

describe('the nodes panel', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await editors.openNew();
	});

	it.each(['number lookup', 'hlr', 'mnp', 'carrier'])('finds the node when people search for "%s"', async (text) => {
		const found = await editor.searchNodes(text, nodeName);
		await found.waitFor();
		expect(await found.innerText()).toContain('Find out which network serves a phone number');
	});

	it('offers what the node can do', async () => {
		expect(await editor.actionsOf(nodeName)).toEqual(
			expect.arrayContaining([
				'Forget the kept answers of phone numbers',
				'Look up phone numbers at a provider',
				'Validate phone numbers without asking a provider',
			]),
		);
	});

	it.each([
		['Look up phone numbers at a provider', 'Look Up'],
		['Validate phone numbers without asking a provider', 'Validate'],
	])('"%s" adds the node, with a trigger before it, set to %s', async (action, operation) => {
		editor = await editors.openNew();
		const panel = await editor.addNode(nodeName, action);
		expect(await panel.field('operation').locator('input').inputValue()).toBe(operation);
		await panel.close();
		expect(await editor.page.getByTestId('canvas-node').count()).toBe(2);
		expect(await editor.page.getByTestId('canvas-trigger-node').count()).toBe(1);
	});
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
	it('the node has its icon on the canvas and in the nodes panel', async () => {
		const { bench, browser } = editors;
		const context = await signedInContext(browser, bench.n8n, { theme });
		const editor = await Editor.open(context, bench.n8n, await bench.saveManual([]));
		const found = await editor.searchNodes('hlr', nodeName);
		for (const place of [editor.node(nodeName), found]) {
			const icon = place.locator('img').first();
			expect(await icon.getAttribute('src')).toMatch(
				theme === 'dark' ? /numberLookup\.dark\.svg$/ : /numberLookup\.svg$/,
			);
			const width = await icon.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
			expect(width).toBeGreaterThan(0);
		}
		await context.close();
	});
});
