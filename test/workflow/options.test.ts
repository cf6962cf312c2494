import { optionsSchema } from '../../nodes/NumberLookup/workflow/readOptions';
import type { ProviderId } from '../../simulator/providers';
import { valuesOf, workflowBench } from './harness';

const bench = workflowBench();

const phone = '+447788450450';
const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => `+4477001${String(index).padStart(5, '0')}`);
const lastRequest = (provider: ProviderId) => bench.simulator.ledger.of(provider).lastRequest;

describe('Batch Size', () => {
	it.each([
		['0, the provider’s limit', 0, 1],
		['less than the numbers', 10, 3],
		['more than the provider takes, which is never exceeded', 1_000_000, 1],
	])('%s', async (_case, batchSize, requests) => {
		const { results } = await bench.lookUp({ provider: 'comcetera', phones: numbers(25), options: { batchSize } });
		expect(results).toHaveLength(25);
		expect(bench.simulator.ledger.of('comcetera').requests).toBe(requests);
		expect(bench.simulator.ledger.billedCount()).toBe(25);
	});
});

describe('an option that cannot be used', () => {
	it.each<[string, string | number, string, string]>([
		['Batch Size', -1, 'must be 0 or more', 'batchSize'],
		['Batch Size', 'all', 'must be a number', 'batchSize'],
		['Batch Size', 1.5, 'must be a whole number', 'batchSize'],
		['Max Concurrency', -2, 'must be 0 or more', 'maxConcurrency'],
		['Max Lookups', 'ten', 'must be a number', 'maxLookups'],
		['Max Retries', -1, 'must be 0 or more', 'maxRetries'],
		['Requests per Second', '={{ "1/s" }}', 'must be a number', 'requestsPerSecond'],
		['Timeout (Milliseconds)', -1, 'must be 0 or more', 'timeout'],
		['Retry When Unsure', '={{ "yes" }}', 'must be true or false', 'retryUncertain'],
		['Reference ID', '={{ [1] }}', 'must be text', 'referenceId'],
	])('%s cannot be %j: the error names it, and nobody is asked', async (displayName, value, rule, name) => {
		// HORISEN, because n8n drops options that are not shown for the provider.
		const { run } = await bench.lookUp({ provider: 'horisen', phones: [phone], options: { [name]: value } });
		expect(run.error?.message).toBe(`The option "${displayName}" ${rule}`);
		expect(run.error).toHaveProperty('description', expect.stringMatching(/^Correct it under Options/));
		expect(bench.simulator.ledger.of('horisen').requests).toBe(0);
	});

	it.each(['batchSize', 'maxConcurrency', 'maxLookups', 'maxRetries', 'requestsPerSecond', 'timeout'])(
		'%s cannot be a boolean, a list or an object',
		async (name) => {
			for (const value of ['={{ true }}', '={{ [] }}', '={{ [5] }}', '={{ {} }}']) {
				const { run } = await bench.lookUp({ phones: [phone], options: { [name]: value } });
				expect(run.error?.message).toMatch(/^The option "[A-Z][^"]+" must be a number$/);
			}
			expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
		},
	);

	it.each(['={{ $json.budget }}', '={{ undefined }}', '={{ null }}', '={{ "" }}', '={{ " " }}', ''])(
		'Max Lookups cannot come out empty, which would lift the limit: %j',
		async (maxLookups) => {
			const { run } = await bench.lookUp({ phones: [phone], options: { maxLookups } });
			expect(run.error?.message).toBe('The option "Max Lookups" must be a number');
			expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
		},
	);

	it.each([['={{ "2" }}'], [2], ['2']])('Max Lookups may be %j', async (maxLookups) => {
		await bench.lookUp({ phones: numbers(3), options: { maxLookups } });
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it.each([['none'], [[1]], [7], [null], [undefined]])(
		'%j in place of all options, which n8n so far puts right itself, is refused in our words',
		(options) => {
			const issues = optionsSchema.safeParse(options).error?.issues;
			expect(issues).toMatchObject([{ path: [], message: 'must hold options by their names' }]);
		},
	);

	it('a Lookup Type that does not exist', async () => {
		const parameters = { lookupType: '={{ "imsi" }}' };
		const { run } = await bench.lookUp({ provider: 'linkGateway', phones: [phone], parameters });
		expect(run.error?.message).toContain('"Lookup Type"');
		expect(run.error).toHaveProperty('description', 'It must be one of: auto, mnp, hlr.');
	});

	it.each(['={{ "" }}', '={{ undefined }}', '={{ null }}', ''])(
		'an empty Lookup Type is no fault, but its default: %j',
		async (lookupType) => {
			const { run } = await bench.lookUp({ provider: 'linkGateway', phones: [phone], parameters: { lookupType } });
			expect(run.error).toBeNull();
			expect(lastRequest('linkGateway')).toBe('GET /enumlookup?tel=447788450450');
		},
	);

	it.each(['batchSize', 'maxRetries', 'timeout', 'referenceId', 'retryUncertain'])(
		'%s left empty means the default',
		async (name) => {
			const { run } = await bench.lookUp({ phones: [phone], options: { [name]: '' } });
			expect(run.error).toBeNull();
		},
	);
});

describe('Max Lookups', () => {
	it('ends the paying there: the rest is not looked up, and the hint says why', async () => {
		const { run, results, hints } = await bench.lookUp({ phones: numbers(5), options: { maxLookups: 2 } });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'not_looked_up', 'not_looked_up', 'not_looked_up']);
		expect(results[4]?.statusMessage).toContain('Max Lookups');
		expect(hints).toContain('3 numbers not looked up because of the option Max Lookups.');
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('counts neither duplicates nor what cannot be a number', async () => {
		const phones = ['nobody', phone, phone, '', '+46708100100'];
		const { results } = await bench.lookUp({ phones, options: { maxLookups: 2 } });
		expect(valuesOf(results, 'status')).toEqual(['invalid_number', 'ok', 'ok', 'invalid_number', 'ok']);
	});
});

describe('Skip Non-Mobile Numbers', () => {
	const phones = ['+442079460018', phone, '+18005550123'];

	it('leaves landlines and the like out', async () => {
		const { results, hints } = await bench.lookUp({ phones, options: { skipNonMobile: true } });
		expect(valuesOf(results, 'status')).toEqual(['not_mobile', 'ok', 'not_mobile']);
		expect(valuesOf(results, 'attempts')).toEqual([0, 1, 0]);
		expect(bench.simulator.ledger.billedCount()).toBe(1);
		expect(hints).not.toContain('would have saved');
	});

	it('off: the hint says how many lookups it would have saved', async () => {
		const { hints } = await bench.lookUp({ phones });
		expect(hints).toContain('The option Skip Non-Mobile Numbers would have saved 2 lookups.');
	});
});

describe('wishes that only some providers understand', () => {
	it.each([
		[true, 'GET /lookup?msisdn=447788450450&nocache'],
		[false, 'GET /lookup?msisdn=447788450450'],
	])('Bypass Provider Cache %s asks Sinch so', async (bypassProviderCache, request) => {
		await bench.lookUp({ phones: [phone], options: { bypassProviderCache } });
		expect(lastRequest('sinch')).toBe(request);
	});

	it('Bypass Provider Cache left over from another provider is no concern of HORISEN’s', async () => {
		const { run } = await bench.lookUp({
			provider: 'horisen',
			phones: [phone],
			options: { bypassProviderCache: true },
		});
		expect(run.error).toBeNull();
		expect(lastRequest('horisen')).not.toContain('nocache');
	});

	it('Reference ID goes to HORISEN as it was written', async () => {
		await bench.lookUp({ provider: 'horisen', phones: [phone], options: { referenceId: 'run 7/ä&x' } });
		expect(lastRequest('horisen')).toContain('refid=run%207%2F%C3%A4%26x');
	});

	it('a Reference ID may be a number', async () => {
		await bench.lookUp({ provider: 'horisen', phones: [phone], options: { referenceId: '={{ 42 }}' } });
		expect(lastRequest('horisen')).toContain('refid=42');
	});

	it.each(['mnp', 'hlr'])('Lookup Type %s goes to LINK', async (lookupType) => {
		for (const provider of ['linkGateway', 'linkDirect'] as const) {
			const { results } = await bench.lookUp({ provider, phones: [phone], parameters: { lookupType } });
			expect(lastRequest(provider)).toMatch(new RegExp(`lookup"?[=:]"?${lookupType}`));
			expect(results).toMatchObject([{ lookupType }]);
		}
	});

	it('without a Lookup Type, LINK goes by the account', async () => {
		await bench.lookUp({ provider: 'linkGateway', phones: [phone] });
		expect(lastRequest('linkGateway')).toBe('GET /enumlookup?tel=447788450450');
	});
});
