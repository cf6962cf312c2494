import type { StoredCredentials } from '../../n8n-runner';
import { credentialName, valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const numbers = Array.from({ length: 30 }, (_, index) => `+4477001${String(index).padStart(5, '0')}`);
const provider = 'linkGateway';

const lookUp = (wishes: Wishes) => bench.lookUp({ provider, phones: numbers, ...wishes });
const tokenRequests = () => bench.simulator.ledger.of(provider).tokenRequests;
const storedIn = (credentials: StoredCredentials) => credentials[credentialName(provider)]?.data ?? {};

describe('an access token for LINK’s gateway', () => {
	it('is fetched once for all requests of a run, and stored by n8n', async () => {
		const credentials = bench.credentials();
		const { results } = await lookUp({ credentials });
		expect(valuesOf(results, 'verdict')).toEqual(numbers.map(() => 'valid'));
		expect(tokenRequests()).toBe(1);
		expect(storedIn(credentials)).toHaveProperty('oauthTokenData.access_token', expect.stringMatching(/.{20}/));
	});

	it('is fetched once for executions that begin together', async () => {
		const credentials = bench.credentials();
		const runs = await Promise.all([lookUp({ credentials }), lookUp({ credentials })]);
		expect(runs.map(({ run }) => run.status)).toEqual(['success', 'success']);
		expect(tokenRequests()).toBe(1);
	});

	it('is used by later executions as long as it lasts', async () => {
		const credentials = bench.credentials();
		await lookUp({ credentials });
		await lookUp({ credentials });
		expect(tokenRequests()).toBe(1);
	});

	it('is renewed before it is used where its time is over', async () => {
		const credentials = bench.credentials();
		Object.assign(storedIn(credentials), { oauthTokenData: { access_token: 'old', n8n_expires_at: Date.now() - 1 } });
		const { results } = await lookUp({ credentials });
		expect(valuesOf(results, 'attempts')).toEqual(numbers.map(() => 1));
		expect(tokenRequests()).toBe(1);
	});

	it.each([
		['refused from the start', 0],
		['ended in the middle', 15],
	])('is renewed once for all requests that were under way with one %s', async (_case, after) => {
		const credentials = bench.credentials();
		await lookUp({ credentials, phones: ['+447788450450'] });
		bench.simulator.ledger.reset();
		bench.simulator.faults.add({ provider, kind: 'expireToken', after });
		const { results } = await lookUp({ credentials });
		expect(valuesOf(results, 'verdict')).toEqual(numbers.map(() => 'valid'));
		expect(tokenRequests()).toBe(1);
		expect(bench.simulator.ledger.billedCount()).toBe(numbers.length);
	});

	it('refused even when it is new is an account failure', async () => {
		bench.simulator.faults.add({ provider, kind: 'status', status: 401, times: Infinity });
		const { run } = await lookUp({});
		expect(run.error?.message).toContain('LINK did not accept the access token');
		expect(run.error).toHaveProperty('failure.cause', 'credential-invalid');
		expect(tokenRequests()).toBe(2);
	});
});

describe('an access token that cannot be had', () => {
	it.each([
		['a wrong client secret', { clientSecret: 'wrong-secret-4711' }, /invalid_client|401/],
		['a client that is not allowed', { clientId: 'locked-4711' }, /unauthorized_client/],
		['a scope that does not exist', { scope: 'everything-4711' }, /invalid_scope/],
	])('%s: the error tells the server’s reason and what to check, after one try', async (_case, changes, reason) => {
		const { run } = await lookUp({ credentials: bench.credentials({ linkGateway: changes }) });
		expect(run.error?.message).toMatch(reason);
		expect(run.error?.message).toContain(`(credential "${credentialName(provider)}")`);
		expect(run.error?.message).toMatch(/Check client ID, client secret/i);
		expect(JSON.stringify(run.error)).not.toContain('4711');
		expect(tokenRequests()).toBe(1);
	});

	it('because nobody answers there: the error tells which field to check', async () => {
		const credentials = bench.credentials({ linkGateway: { accessTokenUrl: 'http://127.0.0.1:1/oauth2/token' } });
		const { run } = await lookUp({ credentials });
		expect(run.error?.message).toMatch(/cannot be reached.*Access Token URL \(ECONNREFUSED\)/);
		expect(run.error).toHaveProperty('failure.cause', 'temporarily-unavailable');
	});

	it('because its server fails: the error tells the status', async () => {
		bench.simulator.faults.add({ provider, endpoint: 'token', kind: 'status', status: 503, times: Infinity });
		const { run } = await lookUp({});
		expect(run.error?.message).toContain('503');
	});
});
