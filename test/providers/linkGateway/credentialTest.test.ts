import '../../../n8n-runner/environment';
import 'reflect-metadata';

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { LinkMobilityOAuth2Api } from '../../../credentials/LinkMobilityOAuth2Api.credentials';
import { oAuth2Api } from '../../../n8n-runner/oAuth2Api';
import { testCredential } from '../../../n8n-runner/testCredential';
import { credential } from './account';

const type = new LinkMobilityOAuth2Api();
const typeOf = (name: string) => (name === type.name ? type : oAuth2Api);

let server: Server;
let origin = '';
let answer = { status: 200, body: '{}' };
const requests: string[] = [];

/** LINK's token address and gateway in one. */
beforeAll(async () => {
	server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			requests.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`.trim());
			const { status, body: text } =
				request.url === '/oauth2/token'
					? { status: 200, body: '{"access_token":"the.token","token_type":"Bearer","expires_in":3600}' }
					: answer;
			response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' }).end(text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

afterAll(async () => await new Promise((resolve) => server.close(resolve)));

beforeEach(() => requests.splice(0));

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

async function test(baseUrl = origin) {
	const data = { ...credential, baseUrl, accessTokenUrl: `${origin}/oauth2/token` };
	return await testCredential([], typeOf, { type: type.name, data });
}

describe('the gateway credential’s test on n8n’s engine', () => {
	it('fetches a token with HTTP basic authentication and asks without a number', async () => {
		answer = { status: 200, body: '{"e":"F2"}' };
		await expect(test()).resolves.toMatchObject({ status: 'OK' });
		const basic = Buffer.from('client-1:s3cret value').toString('base64');
		expect(requests).toEqual([
			`POST /oauth2/token Basic ${basic} grant_type=client_credentials&scope=linklookup%2Flookup`,
			'GET /enumlookup Bearer the.token',
		]);
	});

	it.each(['/', '/enumlookup', '/enumlookup/'])('tolerates %s at the end of the base URL', async (end) => {
		answer = { status: 200, body: '{"e":"F2"}' };
		await expect(test(origin + end)).resolves.toMatchObject({ status: 'OK' });
		expect(requests.at(-1)).toMatch(/^GET \/enumlookup /);
	});

	it.each([
		[400, '{"message":"tel is missing"}'],
		[422, ''],
	])('takes HTTP %i %j for an accepted token', async (status, body) => {
		answer = { status, body };
		await expect(test()).resolves.toMatchObject({ status: 'OK' });
	});

	it.each([
		[302, 'redirect'],
		[401, 'Client Secret'],
		[403, 'public IP address'],
		[404, 'Base URL'],
		[429, 'too many requests'],
		[503, 'server failed'],
	])('fails for HTTP %i with a sentence about the %s', async (status, words) => {
		answer = { status, body: '{}' };
		await expect(test()).resolves.toEqual({ status: 'Error', message: expect.stringContaining(words) });
	});
});
