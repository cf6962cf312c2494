/** n8n's editor as a signed-in person sees it: the canvas and the nodes panel. */

import { selectors, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';

import { NodePanel } from './nodePanel';
import { browserId, type N8nRest, type StoredWorkflow } from './rest';

/** How n8n's editor marks its parts; for `getByTestId`. */
selectors.setTestIdAttribute('data-test-id');

export type Theme = 'light' | 'dark';

/** How long the editor may take to show what is waited for: loading it keeps a busy machine at work for long. */
const shownWithinMs = 120_000;

/** Takes over the sign-in that the REST interface has already made. */
export async function signedInContext(
	browser: Browser,
	n8n: N8nRest,
	options: { theme?: Theme; viewport?: { width: number; height: number } } = {},
): Promise<BrowserContext> {
	const { theme = 'light', viewport = { width: 1440, height: 900 } } = options;
	const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
	context.setDefaultTimeout(shownWithinMs);
	const [name = '', value = ''] = n8n.cookie.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
	return context;
}

export class Editor {
	private constructor(readonly page: Page) {}

	/** Opens a workflow, and waits until its nodes are drawn. */
	static async open(context: BrowserContext, n8n: N8nRest, { id }: StoredWorkflow): Promise<Editor> {
		const page = await context.newPage();
		await page.goto(`${n8n.url}/workflow/${id}`);
		await page.getByTestId('canvas-node').first().waitFor();
		return new Editor(page);
	}

	/** Opens an empty canvas. */
	static async openNew(context: BrowserContext, n8n: N8nRest): Promise<Editor> {
		const page = await context.newPage();
		await page.goto(`${n8n.url}/workflow/new`);
		await page.getByTestId('canvas-plus-button').waitFor();
		return new Editor(page);
	}

	/** The panel from which nodes are added. */
	get nodesPanel(): Locator {
		return this.page.getByTestId('node-creator');
	}

	/** Searches in the nodes panel, which the key N opens. @returns the entry of that name. */
	async searchNodes(text: string, name: string): Promise<Locator> {
		const search = this.page.getByTestId('node-creator-search-bar');
		if (!(await search.isVisible())) await this.page.keyboard.press('n');
		await search.fill(text);
		return this.#entry(name);
	}

	/** @returns what the nodes panel offers the node to do. */
	async actionsOf(name: string): Promise<string[]> {
		await (await this.searchNodes(name, name)).click();
		await this.nodesPanel
			.getByText(/^Actions/)
			.first()
			.waitFor();
		return await this.nodesPanel.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Adds a node from the panel by one of its actions; its own panel then opens. */
	async addNode(name: string, action: string): Promise<NodePanel> {
		await (await this.searchNodes(name, name)).click();
		await this.#entry(action).click();
		return await NodePanel.opened(this.page);
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		return await NodePanel.opened(this.page);
	}

	/** @returns for each output of a node its name on the canvas; empty for a single one. */
	async outputsOf(name: string): Promise<string[]> {
		const texts = await this.node(name).getByTestId('canvas-node-output-handle').allInnerTexts();
		return texts.map((text) => text.split('\n')[0] ?? '');
	}

	/** @returns the line under a node's name. */
	subtitleOf(name: string): Locator {
		return this.node(name).locator('[class*="_subtitle_"]');
	}

	#entry(text: string): Locator {
		return this.nodesPanel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(text, { exact: true }) });
	}
}
