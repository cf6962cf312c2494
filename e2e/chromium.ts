/** Debian's Chromium, driven by Playwright, whose own browsers would be one more download. */

import { chromium, type Browser } from 'playwright-core';

import { ensureProgram } from './debian';

const executablePath = '/usr/bin/chromium';

/** Without the fonts, text would be boxes on a bare machine. */
const packages = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** Chromium asks for nothing but the pages under test. */
const offLine = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-quic',
	'--disable-sync',
	'--no-first-run',
];

/** Starts Chromium with a profile of its own; installs it where it is missing and that is allowed. */
export async function launchChromium(): Promise<Browser> {
	await ensureProgram(executablePath, packages);
	// Chromium's sandbox does not work for root.
	const args = [...offLine, '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
	return await chromium.launch({ executablePath, headless: true, args });
}
