import { startSimulator, type Simulator } from '../../simulator/simulator';
import { ask, hold, talk, until } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => {
	simulator.ledger.reset();
	simulator.faults.clear();
	simulator.lineLatencyMs = 0;
});

const signIn = { user: 'demo', pass: 'demo-password' };
const post = (msisdns: readonly string[], fields: Record<string, string> = {}, path = '/npl') =>
	ask(simulator.ports.comcetera, path, { form: { ...signIn, apiver: '2.4', ...fields, msisdn: msisdns.join(',') } });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(447700100000 + index));

const sampleLines =
	'447788450450 23415,447785014185,234158341040126\n447810701702 23415,447785014185,234159002945116\n447973100100 ERR1\n';

describe('the NPL simulator', () => {
	it('answers the document’s sample and closes the connection', async () => {
		const { text, ending } = await talk(
			simulator.ports.comcetera,
			'GET /npl?user=demo&pass=demo-password&apiver=2.4&msisdn=447788450450,447810701702,447973100100 HTTP/1.1\r\n' +
				'Host: api.comcetera.com\r\n\r\n',
		);
		const [head, body] = text.split('\r\n\r\n');
		expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
		expect(head).not.toMatch(/content-length|transfer-encoding/i);
		expect(body).toBe(`QUERYOK\n${sampleLines}ENDBATCH\n`);
		expect(ending).toBe('closed');
	});

	it.each(['', '2.3', '2.2'])('tells the network alone to version "%s"', async (apiver) => {
		const { body } = await post(['447788450450', '447810701702', '447973100100'], { apiver });
		expect(body).toBe('QUERYOK\n447788450450 23415\n447810701702 23415\n447973100100 ERR1\nENDBATCH\n');
	});

	it.each([
		['wrong password', { pass: 'wrong' }, 'FAIL Invalid password\n'],
		['unknown user', { user: 'someone' }, 'FAIL Invalid password\n'],
		['no credit', { user: 'no-credit' }, 'FAIL Insufficient credit\n'],
		['locked account', { user: 'locked' }, 'ERR ACCOUNT LOCKED - Please arrange payment\n'],
	])('refuses: %s', async (_, fields, body) => {
		expect(await post(['447788450450'], fields)).toMatchObject({ status: 200, body });
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('misses numbers only after the sign-in', async () => {
		expect(await post([])).toMatchObject({ body: 'FAIL No numbers specified\n' });
		expect(await post([], { pass: 'wrong' })).toMatchObject({ body: 'FAIL Invalid password\n' });
	});

	it.each([
		['/npl', 1000],
		['/npl100', 100],
	])('takes at %s no more than %i numbers', async (path, most) => {
		const { body } = await post(numbers(most), {}, path);
		expect(body.split('\n')).toHaveLength(most + 3);
		expect(simulator.ledger.billedCount('comcetera')).toBe(most);
		expect(await post(numbers(most + 1), {}, path)).toMatchObject({ body: 'FAIL Request too long\n' });
		expect(simulator.ledger.billedCount('comcetera')).toBe(most);
	});

	it('has an outcome that is too long in company only', async () => {
		expect(await post(['447700109076', '447700100001'])).toMatchObject({ body: 'FAIL Request too long\n' });
		expect((await post(['447700109076'])).body).toMatch(/^QUERYOK\n447700109076 234\d\d,/);
	});

	it.each([
		['9000', /^447700109000 234\d\d$/m],
		['9040', /^447700109040 234\d\d,\d+,234\d{12}$/m],
		['9027', /^447700109027 ERR29$/m],
		['9044', /^447700109044 $/m],
		['9045', /^447700109045 ,,$/m],
		['9048', /^447700109048 ERR99$/m],
		['9049', /^447700109049 234\d\d,,234\d{12}$/m],
	])('writes the line of a number that ends in %s', async (suffix, line) => {
		expect((await post([`44770010${suffix}`])).body).toMatch(line);
	});

	it('bills no malformed number', async () => {
		expect((await post(['+447788450450', '12'])).body).toBe('QUERYOK\n+447788450450 ERR1\n12 ERR1\nENDBATCH\n');
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it.each([
		['/npl', 1],
		['/npl100', 5],
	])('allows an account at %s no more requests at a time than %i, and another account its own', async (path, most) => {
		simulator.faults.add({ provider: 'comcetera', kind: 'silence', times: most });
		const request = `GET ${path}?user=demo&pass=demo-password&msisdn=447788450450 HTTP/1.1\r\nHost: x\r\n\r\n`;
		const ends = Array.from({ length: most }, () => hold(simulator.ports.comcetera, request));
		await until(() => simulator.ledger.of('comcetera').requests === most);
		expect(await post(['447788450450'], {}, path)).toMatchObject({ status: 429 });
		expect(await post(['447788450450'], { user: 'demo-2' }, path)).toMatchObject({ status: 200 });
		expect(simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(most + 1);
		ends.forEach((end) => end());
		let status = 429;
		while (status === 429) ({ status } = await post(['447788450450'], {}, path));
		expect(status).toBe(200);
	});

	it('frees the account before the answer’s last line is out', async () => {
		for (let round = 0; round < 20; round++) expect(await post(['447788450450'])).toMatchObject({ status: 200 });
	});

	it('streams, and bills a line when it is written: who leaves early pays for what was worked on', async () => {
		simulator.lineLatencyMs = 5;
		const form = `user=demo&pass=demo-password&msisdn=${numbers(50).join(',')}`;
		await talk(
			simulator.ports.comcetera,
			`POST /npl HTTP/1.1\r\nHost: x\r\nContent-Length: ${form.length}\r\n\r\n${form}`,
			(text) => text.includes('447700100001'),
		);
		expect(simulator.ledger.billedCount()).toBeGreaterThanOrEqual(2);
		expect(simulator.ledger.billedCount()).toBeLessThan(50);
		let status = 429;
		while (status === 429) ({ status } = await post(['447788450450']));
		expect(simulator.ledger.timesBilled('447700100049')).toBe(0);
	});

	it('cuts a batch before the number that brings it on, once', async () => {
		const batch = ['447788450450', '447700109110', '447810701702'];
		const cut = await post(batch);
		expect(cut.body).toBe('QUERYOK\n447788450450 23415,447785014185,234158341040126\n');
		expect(simulator.ledger.billedCount()).toBe(1);
		expect((await post(batch)).body).toMatch(/ENDBATCH\n$/);
	});

	it('cuts within a line, which it bills', async () => {
		const { body } = await post(['447788450450', '447700109109', '447810701702']);
		expect(body).toMatch(/^QUERYOK\n447788450450 .*\n447700109109 \d+[,\d]*$/);
		expect(simulator.ledger.timesBilled('447700109109')).toBe(1);
		expect(simulator.ledger.timesBilled('447810701702')).toBe(0);
	});

	it('cuts where a test says', async () => {
		simulator.faults.add({ provider: 'comcetera', kind: 'cutBatch', afterLines: 2 });
		expect((await post(numbers(5))).body.split('\n')).toHaveLength(4);
		expect(simulator.ledger.billedCount()).toBe(2);
	});

	it('bills a whole batch whose answer is lost', async () => {
		simulator.faults.add({ provider: 'comcetera', kind: 'loseAnswer' });
		await expect(post(numbers(5))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(simulator.ledger.billedCount()).toBe(5);
	});

	it('brings a batch whole that comes in many pieces', async () => {
		simulator.faults.add({ provider: 'comcetera', kind: 'splitAnswer' });
		const { body } = await post(['447788450450', '447810701702', '447973100100']);
		expect(body).toBe(`QUERYOK\n${sampleLines}ENDBATCH\n`);
		expect(simulator.ledger.billedCount()).toBe(3);
	});

	it('counts a request as an attempt of every number in it', async () => {
		const batch = ['447700109104', '447700109107', '447788450450'];
		expect(await post(batch)).toMatchObject({ status: 503 });
		expect(await post(batch)).toMatchObject({ status: 200 });
		expect(await post(batch)).toMatchObject({ status: 503 });
	});
});
