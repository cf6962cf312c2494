import { createServer, request, type Server } from 'node:http';

import type { ProviderId } from '../../simulator/providers';
import { workflowBench } from './harness';

const bench = workflowBench();

const asked: string[] = [];
let proxy: Server;

/** Hands requests on to the simulator, whatever host they name, as a proxy with a route to the provider would. */
function start(portOf: (host: string) => number): Promise<Server> {
	const server = createServer((incoming, outgoing) => {
		const url = new URL(incoming.url ?? '');
		asked.push(`${incoming.method} ${url.host}`);
		const { method, headers } = incoming;
		const onward = request(
			{ port: portOf(url.hostname), path: url.pathname + url.search, method, headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
				answer.pipe(outgoing);
			},
		);
		incoming.pipe(onward);
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

beforeAll(async () => {
	const { ports } = bench.simulator;
	const byHost = new Map([
		['sinch.test', ports.sinch],
		['comcetera.test', ports.comcetera],
		['link.test', ports.linkGateway],
		['horisen.test', ports.horisen],
	]);
	proxy = await start((host) => byHost.get(host) ?? 1);
	const address = proxy.address();
	process.env.HTTP_PROXY = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
	proxy.closeAllConnections();
	proxy.close();
});

beforeEach(() => asked.splice(0));

it.each<[ProviderId, Record<string, string>, string]>([
	['sinch', { primaryHost: 'sinch.test:3700', backupHost: '' }, 'GET sinch.test:3700'],
	['comcetera', { customUrl: 'http://comcetera.test/npl' }, 'POST comcetera.test'],
	['linkGateway', { baseUrl: 'http://link.test', accessTokenUrl: 'http://link.test/oauth2/token' }, 'GET link.test'],
	['horisen', { url: 'http://horisen.test:16089/mnpjson' }, 'GET horisen.test:16089'],
])('%s is asked through the proxy that n8n’s environment names', async (provider, changes, expected) => {
	const credentials = bench.credentials({ [provider]: changes });
	const { run, results } = await bench.lookUp({ provider, phones: ['+447788450450'], credentials });
	expect(run.error).toBeNull();
	expect(results).toMatchObject([{ verdict: 'valid', provider }]);
	expect(asked).toContain(expected);
});
