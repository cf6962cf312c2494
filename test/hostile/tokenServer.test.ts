/** A source of LINK's access tokens that means harm. n8n itself asks it; the node bounds how long it waits. */

import type { Socket } from 'node:net';

import { closeServers, httpServer, type StreamServer } from '../transport/loopback';
import { valuesOf } from '../workflow/harness';
import { drip, okHead } from './pouring';
import { clientSecret, distinctNumbers, expectNoSecrets, hostileRig, phones, shortMs } from './rig';

const rig = hostileRig();

/** Of the event loop, in which n8n notices that its fetch broke off. */
const turnsOfNotice = 20;

/** Closes the servers; without it, n8n's fetch from the last one would be the next test's. */
async function letGo(): Promise<void> {
	closeServers();
	for (let turn = 0; turn < turnsOfNotice; turn++) await new Promise(setImmediate);
}

afterEach(letGo);

/** The gateway is the simulator's. */
function tokensFrom(server: StreamServer) {
	const accessTokenUrl = `http://127.0.0.1:${server.port}/oauth2/token`;
	return { accessTokenUrl, clientSecret, oauthTokenData: undefined };
}

function respond(socket: Socket, body: string): void {
	const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
	socket.write(`${okHead}${headers}\r\n${body}`);
}

describe('a source of access tokens', () => {
	it.each<[string, (socket: Socket) => void]>([
		['says nothing', () => {}],
		[
			'never ends its headers',
			(socket) => {
				socket.write(`${okHead}x: `);
				drip(socket, 'y');
			},
		],
		[
			'sends its answer byte by byte and never the end',
			(socket) => {
				socket.write(`${okHead}\r\n{"access_token":"`);
				drip(socket, '7');
			},
		],
	])('that %s is given up in time, by each run that waits for it', async (_what, answer) => {
		const server = await httpServer((socket) => answer(socket));
		for (let run = 0; run < 2; run++) {
			const address = tokensFrom(server);
			const { hints, results } = await rig.lookUp('linkGateway', address, { options: { timeout: shortMs } });
			expect(hints).toContain('No access token came from the Access Token URL in time. Check it in the credential');
			expect(results.slice(0, distinctNumbers)).toMatchObject(
				Array(distinctNumbers).fill({ status: 'not_looked_up', providerCode: 'ETIMEDOUT', attempts: 0 }),
			);
		}
		// n8n asks no other source for the credential as long as this one goes on.
		await letGo();
		const { results } = await rig.bench.lookUp({ provider: 'linkGateway', phones });
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'ok', 'invalid_number']);
	});

	it.each([
		['a page', '<html>a page</html>'],
		['no object', '[]'],
		['a token that is none', '{"access_token":{"a":1}}'],
		['a token by inheritance', '{"__proto__":{"access_token":"stolen"}}'],
		['its request', JSON.stringify({ error_description: clientSecret })],
	])('that answers with %s is told of in words', async (_what, body) => {
		const server = await httpServer((socket) => respond(socket, body));
		const { hints } = await rig.lookUp('linkGateway', tokensFrom(server));
		expect(hints).toMatch(/sent no access token\. Check Client ID, Client Secret, Access Token URL and Scope/);
	});

	it('that gives a token among JavaScript’s own names changes nothing else', async () => {
		const namesBefore = Object.getOwnPropertyNames(Object.prototype);
		const server = await httpServer((socket) =>
			respond(
				socket,
				'{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"access_token":"a"}',
			),
		);
		const { hints } = await rig.lookUp('linkGateway', tokensFrom(server));
		// The gateway knows no such token.
		expect(hints).toContain('LINK did not accept the access token');
		expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(namesBefore);
	});

	it('that sends n8n elsewhere gets no secret there', async () => {
		const other = await httpServer((socket) => respond(socket, '{}'));
		const server = await httpServer((socket) => {
			const location = `http://127.0.0.1:${other.port}/elsewhere`;
			socket.write(`HTTP/1.1 307 Elsewhere\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
		});
		const { results } = await rig.lookUp('linkGateway', tokensFrom(server));
		expect(valuesOf(results, 'status')).toEqual(Array(3).fill('not_looked_up').concat('invalid_number'));
		expectNoSecrets(other.received);
		expect(other.received.toLowerCase()).not.toContain('authorization');
	});
});
