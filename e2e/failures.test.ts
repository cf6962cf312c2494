import { n8nBench, nodeName } from './bench';

const bench = n8nBench();

const phones = ['+46708100100', '+447788450450', '+447810701702'];

/** The second of three requests is refused, for want of credit. */
function creditEndsAfterOne(times: number): void {
	bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 1, times });
}

const oneByOne = { maxConcurrency: 1 };

describe('an account that is refused midway', () => {
	beforeEach(() => creditEndsAfterOne(Infinity));

	it('On Error = Stop Workflow: ends the run with what happened and what to do', async () => {
		const execution = await bench.lookUp(phones, { options: oneByOne });
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(`credential "${bench.credentials.sinch.name}"`);
		expect(execution.error?.message).toContain('blocked this account');
		expect(execution.error?.description).toContain('1 of 3');
	});

	it('On Error = Continue: answered items leave as ever, the others as not looked up', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const execution = await bench.lookUp(phones, { options: oneByOne, settings });
		expect(execution.status).toBe('success');
		expect(execution.outputsOf(nodeName)).toMatchObject([
			[{ lookup: { status: 'ok' } }, { lookup: { status: 'not_looked_up' } }, { lookup: { status: 'not_looked_up' } }],
		]);
	});

	it('On Error = Continue (Using Error Output): the others leave through the error output', async () => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const execution = await bench.lookUp(phones, { options: oneByOne, settings });
		expect(execution.status).toBe('success');
		const [answered, failed] = execution.outputsOf(nodeName);
		expect(answered).toMatchObject([{ phone: phones[0], lookup: { status: 'ok' } }]);
		expect(failed).toMatchObject([
			{ phone: phones[1], error: expect.stringContaining('blocked this account') },
			{ phone: phones[2], details: { status: 'not_looked_up' } },
		]);
	});
});

describe('Retry On Fail', () => {
	it('asks only for what is missing: nothing is paid twice', async () => {
		creditEndsAfterOne(1);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
		const execution = await bench.lookUp(phones, { options: oneByOne, settings });
		expect(execution.status).toBe('success');
		expect(execution.outputsOf(nodeName)[0]).toMatchObject(phones.map(() => ({ lookup: { status: 'ok' } })));
		expect(phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)))).toEqual([1, 1, 1]);
	});
});
