import { z } from 'zod';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { ask, basic, type HttpSaid } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => {
	simulator.ledger.reset();
	simulator.faults.clear();
	simulator.tokenLifetimeSeconds = 3600;
});

const tokenSchema = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.number() });
const grant = { grant_type: 'client_credentials', scope: 'linklookup/lookup' };

const fetchToken = (said: HttpSaid) => ask(simulator.ports.linkGateway, '/oauth2/token', said);
const token = async () => {
	const { body } = await fetchToken({ headers: { authorization: basic('demo') }, form: grant });
	return tokenSchema.parse(JSON.parse(body)).access_token;
};
const lookUp = (bearer: string, query: string, path = '/enumlookup') =>
	ask(simulator.ports.linkGateway, `${path}?${query}`, { headers: { authorization: `Bearer ${bearer}` } });

describe('the LINK token address', () => {
	it.each<[string, HttpSaid]>([
		['basic authentication', { headers: { authorization: basic('demo') }, form: grant }],
		['form fields', { form: { ...grant, client_id: 'demo', client_secret: 'demo-password' } }],
		[
			'form-encoded basic authentication',
			{ headers: { authorization: basic('demo', 'demo%2Dpassword') }, form: grant },
		],
	])('grants a token for %s', async (_, said) => {
		const { status, body } = await fetchToken(said);
		expect(status).toBe(200);
		expect(tokenSchema.parse(JSON.parse(body)).expires_in).toBe(3600);
		expect(simulator.ledger.of('linkGateway')).toMatchObject({ tokenRequests: 1, requests: 0 });
	});

	it.each<[string, HttpSaid, number, string]>([
		['a wrong secret', { headers: { authorization: basic('demo', 'wrong') }, form: grant }, 401, 'invalid_client'],
		['an unknown client', { headers: { authorization: basic('someone') }, form: grant }, 401, 'invalid_client'],
		['a locked client', { headers: { authorization: basic('locked') }, form: grant }, 400, 'unauthorized_client'],
		[
			'another grant',
			{ headers: { authorization: basic('demo') }, form: { grant_type: 'password' } },
			400,
			'unsupported_grant_type',
		],
		[
			'another scope',
			{ headers: { authorization: basic('demo') }, form: { ...grant, scope: 'x' } },
			400,
			'invalid_scope',
		],
	])('refuses %s in the words of RFC 6749', async (_, said, status, error) => {
		const reply = await fetchToken(said);
		expect(reply.status).toBe(status);
		expect(JSON.parse(reply.body)).toEqual({ error });
	});

	it('has faults of its own', async () => {
		simulator.faults.add({ provider: 'linkGateway', kind: 'status', status: 503, endpoint: 'token' });
		const bearer = { headers: { authorization: basic('demo') }, form: grant };
		expect((await fetchToken(bearer)).status).toBe(503);
		simulator.faults.add({ provider: 'linkGateway', kind: 'status', status: 500 });
		expect((await fetchToken(bearer)).status).toBe(200);
	});
});

describe('the LINK gateway', () => {
	it.each(['/enumlookup', '/enumlookup/'])('answers flat, with strings only, at %s', async (path) => {
		const { status, body } = await lookUp(await token(), 'tel=441234567890&lookup=hlr', path);
		expect(status).toBe(200);
		expect(JSON.parse(body)).toMatchObject({
			tel: '441234567890',
			cc: 'GB',
			mcc: '234',
			mnc: '30',
			lookup: 'hlr',
			e: '',
		});
		expect(simulator.ledger.of('linkGateway').billed).toMatchObject([{ account: 'demo', msisdn: '441234567890' }]);
	});

	it.each([
		['mnp', { lookup: 'mnp', pres: 'na', roaming: 'na', np: expect.stringMatching(/yes|no/) }],
		['hlr', { lookup: 'hlr', pres: 'yes', roaming: 'no', np: 'na' }],
		['', { lookup: 'mnp' }],
	])('serves an ordinary number to lookup type "%s"', async (lookup, fields) => {
		const { body } = await lookUp(await token(), `tel=447700100001&lookup=${lookup}`);
		expect(JSON.parse(body)).toMatchObject({ nt: 'mobile', mcc: '234', e: '', ...fields });
	});

	it.each([
		['mnp', { nt: 'fixed', mcc: '', e: '' }],
		['', { nt: 'fixed', mcc: '', e: '' }],
		['hlr', { nt: '', mcc: '', e: '01' }],
	])('knows a landline by lookup type "%s" as that type can', async (lookup, fields) => {
		const { body } = await lookUp(await token(), `tel=441214960123&lookup=${lookup}`);
		expect(JSON.parse(body)).toMatchObject(fields);
	});

	it.each([
		['9005', { e: '05', tel: '447700109005', mcc: '' }],
		['9006', { e: '06' }],
		['9009', { e: '09' }],
		['9011', { e: '0B' }],
		['9013', { e: '0D' }],
		['9021', { e: '15' }],
		['9027', { e: '1B' }],
		['9034', { e: '22' }],
		['9035', { e: '23' }],
		['9036', { e: '24' }],
		['9041', { e: '', pres: 'yes', roaming: 'yes', rmcc: '262', rmnc: '01', mcc: '234' }],
		['9042', { e: '', pres: 'no', mcc: '234' }],
		['9043', { np: 'yes' }],
		['9044', { e: '', nt: '', mcc: '', mnc: '', tel: '447700109044' }],
		['9047', { nt: 'fixed', mcc: '' }],
		['9048', { e: '7F' }],
		['9051', { statuscode: 200, response: expect.objectContaining({ tel: '447700109051', e: '' }) }],
	])('has an outcome for %s, billed', async (suffix, fields) => {
		const { status, body } = await lookUp(await token(), `tel=44770010${suffix}`);
		expect(status).toBe(200);
		expect(JSON.parse(body)).toMatchObject(fields);
		expect(simulator.ledger.billedCount('linkGateway')).toBe(1);
	});

	it.each([
		['F0', 'tel=447700109071', '447700109071'],
		['F1', 'tel=447700109070', '447700109070'],
		['F2', 'lookup=mnp', ''],
		['F2', 'tel=447700100001&lookup=mnnp', ''],
		['F2', 'tel=%2B447700100001', ''],
		['F3', 'tel=447700109074', ''],
	])('answers %s to "%s" with all else blank, unbilled', async (e, query, tel) => {
		const { status, body } = await lookUp(await token(), query);
		expect(status).toBe(200);
		const told = Object.entries(z.record(z.string()).parse(JSON.parse(body))).filter(([, value]) => value !== '');
		expect(Object.fromEntries(told)).toEqual(tel === '' ? { e } : { e, tel });
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('tells nothing from a live lookup where portability was asked', async () => {
		const { body } = await lookUp(await token(), 'tel=447700109041&lookup=mnp');
		expect(JSON.parse(body)).toMatchObject({ lookup: 'mnp', roaming: 'na', pres: 'na', rmcc: '' });
	});

	it('refuses a token that it did not give, that is over, or that a test ends', async () => {
		const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };
		expect(await lookUp('made-up', 'tel=447700100001')).toMatchObject(unauthorized);
		simulator.tokenLifetimeSeconds = 0;
		expect(await lookUp(await token(), 'tel=447700100001')).toMatchObject(unauthorized);
		simulator.tokenLifetimeSeconds = 3600;
		const good = await token();
		simulator.faults.add({ provider: 'linkGateway', kind: 'expireToken' });
		expect(await lookUp(good, 'tel=447700100001')).toMatchObject(unauthorized);
		expect(await lookUp(good, 'tel=447700100001')).toMatchObject(unauthorized);
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('refuses an account that fails both its token and its lookups', async () => {
		const good = await token();
		simulator.faults.add({ provider: 'linkGateway', kind: 'accountFailure', refusal: 'noCredit' });
		expect(await lookUp(good, 'tel=447700100001')).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
		expect(await fetchToken({ headers: { authorization: basic('demo') }, form: grant })).toMatchObject({ status: 400 });
	});
});
