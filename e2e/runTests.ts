/** `npm run test:n8n`: the tests with n8n as one process, then those with n8n in queue mode, whose processes need their own memory. */

import { resolve } from 'node:path';

import { run } from '../build/run';

const projectDirectory = resolve(__dirname, '..');

/** A path given as an argument may name tests of one of the two only. */
const selection = ['--passWithNoTests', ...process.argv.slice(2)];

async function main(): Promise<void> {
	for (const config of ['e2e/jest.config.js', 'e2e/queue/jest.config.js']) {
		try {
			await run('jest', ['--config', config, ...selection], projectDirectory);
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		}
	}
}

void main();
