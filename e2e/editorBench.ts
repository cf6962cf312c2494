/** A browser for the tests of a file, on top of what all tests have. */

import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Browser, BrowserContext } from 'playwright-core';

import { n8nBench, type Bench, type Wishes } from './bench';
import { launchChromium } from './chromium';
import { CredentialForm } from './credentialForm';
import { Editor, signedInContext } from './editor';
import type { StoredCredential } from './rest';

export interface EditorBench {
	readonly bench: Bench;
	readonly browser: Browser;
	readonly context: BrowserContext;
	/** Opens a workflow made for this: a trigger with an item for each phone number, and the node. Closes the page before. */
	open(phones: readonly string[], wishes?: Wishes): Promise<Editor>;
	/** Opens an empty canvas. Closes the page before. */
	openNew(): Promise<Editor>;
	/** Opens the form of a stored credential, and waits for the test that n8n then makes. Closes the page before. */
	openCredential(credential: StoredCredential): Promise<CredentialForm>;
}

export function editorBench(): EditorBench {
	const bench = n8nBench();
	let browser: Browser;
	let context: BrowserContext;

	beforeAll(async () => {
		browser = await launchChromium();
		context = await signedInContext(browser, bench.n8n);
	});
	afterAll(async () => await browser.close());

	/** The editor of a page that nobody looks at goes on drawing, and slows the next one down. */
	const closePages = async () => {
		for (const page of context.pages()) await page.close();
	};
	return {
		bench,
		get browser() {
			return browser;
		},
		get context() {
			return context;
		},
		async open(phones, wishes) {
			await closePages();
			return await Editor.open(context, bench.n8n, await bench.saveManual(phones, wishes));
		},
		async openNew() {
			await closePages();
			return await Editor.openNew(context, bench.n8n);
		},
		async openCredential(credential) {
			await closePages();
			return await CredentialForm.open(context, bench.n8n, credential);
		},
	};
}

const shownWithinMs = 10_000;
const pauseMs = 100;

/** Compares what is shown until it is as expected, because the editor draws a little later than it is told to. */
export async function expectShown<T>(read: () => Promise<T>, expected: T): Promise<void> {
	const deadline = Date.now() + shownWithinMs;
	while (!isDeepStrictEqual(await read(), expected) && Date.now() < deadline) await sleep(pauseMs);
	expect(await read()).toEqual(expected);
}
