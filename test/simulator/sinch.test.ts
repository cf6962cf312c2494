import { startSimulator, type Simulator } from '../../simulator/simulator';
import { ask, basic, talk } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => {
	simulator.ledger.reset();
	simulator.faults.clear();
});

const lookUp = (query: string, name = 'demo', password = 'demo-password') =>
	ask(simulator.ports.sinch, `/lookup?${query}`, { headers: { authorization: basic(name, password) } });

describe('the Sinch simulator', () => {
	it('answers the document’s sample request byte for byte, the date apart', async () => {
		const { text } = await talk(
			simulator.ports.sinch,
			'GET /lookup?msisdn=46708100200 HTTP/1.1\r\n' +
				`Authorization: ${basic('demo')}\r\n` +
				'User-Agent: curl/7.30.0\r\nHost: 93.158.78.4:3700\r\nAccept: */*\r\n\r\n',
			(heard) => heard.includes('imsi='),
		);
		expect(text.replace(/^Date: .*$/m, 'Date: now')).toBe(
			'HTTP/1.1 200 OK, Success\r\nDate: now\r\nContent-Length: 20\r\n' +
				'Content-Type: text/plain; charset=ISO-8859-1\r\n\r\nresult=OK;imsi=24004',
		);
	});

	it('takes many requests over one connection', async () => {
		const request = `GET /lookup?msisdn=46708100100 HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic('demo')}\r\n\r\n`;
		const { ending } = await talk(
			simulator.ports.sinch,
			request.repeat(3),
			(heard) => heard.split('result=OK;imsi=24008').length === 4,
		);
		expect(ending).toBe('enough');
		expect(simulator.ledger.of('sinch')).toMatchObject({ requests: 3, connectionsOpened: 1 });
	});

	it.each([
		['an ordinary number', 'msisdn=46708100100', 200, 'result=OK;imsi=24008', 1],
		['the bare flag nocache', 'msisdn=46708100100&nocache', 200, 'result=OK;imsi=24008', 1],
		['a landline', 'msisdn=441214960123', 200, 'result=UNKNOWN_SUBSCRIBER', 1],
		['a number of no country', 'msisdn=99912345678', 200, 'result=UNKNOWN_SUBSCRIBER', 1],
		['no number', 'nocache', 400, 'Mandatory parameter msisdn not found', 0],
		['a plus sign', 'msisdn=%2B46708100100', 400, 'msisdn is invalid', 0],
		['letters', 'msisdn=4670abc', 400, 'msisdn is invalid', 0],
		['an outcome', 'msisdn=46708109027', 200, 'result=ABSENT_SUBSCRIBER_SM', 1],
		['a handset at home', 'msisdn=46708109040', 200, expect.stringMatching(/^result=OK;imsi=240\d\d;location=46$/), 1],
		['a handset abroad', 'msisdn=46708109041', 200, expect.stringMatching(/^result=OK;imsi=240\d\d;location=49$/), 1],
		['an outcome without a lookup', 'msisdn=46708109071', 200, 'result=IMSI_LOOKUP_BLOCKED', 0],
		['an outcome in prose', 'msisdn=46708109070', 400, 'MSISDN range is not accepted', 0],
		['prose with a prefix', 'msisdn=46708109077', 200, 'result=msisdn is invalid', 0],
		['a throttled number', 'msisdn=46708109075', 200, 'result=REQUEST_THROTTLED', 0],
	])('answers %s', async (_, query, status, body, billed) => {
		expect(await lookUp(query)).toMatchObject({ status, body });
		expect(simulator.ledger.billedCount('sinch')).toBe(billed);
	});

	it.each([
		['a wrong password', 'demo', 'wrong', 401, 'Incorrect password'],
		['an unknown account', 'someone', 'demo-password', 401, 'Account not found'],
		['an address not allowed', 'blocked-address', 'demo-password', 401, 'Originator IP address is not authorized'],
		['an account without credit', 'no-credit', 'demo-password', 402, 'Account blocked'],
		['a locked account', 'locked', 'demo-password', 402, 'Account blocked'],
	])('refuses %s as the family’s SMS interface does', async (_, name, password, status, body) => {
		expect(await lookUp('msisdn=46708100100', name, password)).toMatchObject({ status, body });
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('answers 203 where no sign-in came', async () => {
		const reply = await ask(simulator.ports.sinch, '/lookup?msisdn=46708100100');
		expect(reply).toMatchObject({ status: 203, body: 'User/Password parameter missing' });
	});

	it('knows no other path and no other method', async () => {
		expect(await ask(simulator.ports.sinch, '/')).toMatchObject({ status: 404 });
		expect(await ask(simulator.ports.sinch, '/lookup', { form: { msisdn: '46708100100' } })).toMatchObject({
			status: 405,
		});
	});

	it('tells the backup host’s requests from the primary’s', async () => {
		await lookUp('msisdn=46708100100');
		await ask(simulator.ports.sinchBackup, '/lookup?msisdn=46708100100', { headers: { authorization: basic('demo') } });
		expect(simulator.ledger.of('sinch')).toMatchObject({ requests: 2, requestsAtBackup: 1 });
	});
});
