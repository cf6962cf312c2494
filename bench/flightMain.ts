/** A process of n8n's engine that runs executions beside those of another one. */

import path from 'node:path';

import { loadPackage } from '../n8n-runner';
import { executionsAtOnce } from './contenders/executionsAtOnce';
import { flightOrderSchema } from './flightMessages';

async function main(): Promise<void> {
	const n8n = await loadPackage(path.join(__dirname, '..'));
	process.on('message', (message) => {
		void executionsAtOnce(n8n, flightOrderSchema.parse(message)).then(() => process.send?.('done'));
	});
	process.send?.('ready');
}

void main();
