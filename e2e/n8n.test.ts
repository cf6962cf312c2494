import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from './freePort';
import { startN8n } from './n8n';

describe('startN8n', () => {
	let userFolder: string;
	let stranger: Server;

	beforeAll(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'number-lookup-start-'));
		stranger = createServer((request, response) => {
			response.writeHead(request.url === '/healthz/readiness' ? 200 : 404).end('{"status":"ok"}');
		});
	});
	afterAll(async () => {
		stranger.closeAllConnections();
		stranger.close();
		await rm(userFolder, { recursive: true });
	});

	it('takes no other n8n at the port for its own, which could not start there', async () => {
		const port = await freePort();
		await once(stranger.listen(port, '127.0.0.1'), 'listening');
		const command = join(userFolder, 'ends.js');
		await writeFile(command, "console.log('The port is in use.');");
		await expect(startN8n({ command, userFolder, port })).rejects.toThrow(
			/^n8n did not start\.[^]*The port is in use\./,
		);
	});
});
