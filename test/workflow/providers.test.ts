import type { IBinaryKeyData } from 'n8n-workflow';

import { providerIds } from '../../simulator/providers';
import { valuesOf, workflowBench } from './harness';

const bench = workflowBench();

/** Every key of the contract's result, in its order. */
const keys = [
	...['input', 'number', 'nationalFormat', 'internationalFormat', 'country', 'verdict', 'status', 'statusMessage'],
	...['reachable', 'smsCapable', 'lineType', 'mcc', 'mnc', 'network', 'networkCountry', 'ported'],
	...['roaming', 'roamingMcc', 'roamingMnc', 'roamingNetwork', 'roamingCountry', 'location', 'locationCountry'],
	...['imsi', 'msc', 'reliable', 'lookupType', 'provider', 'providerCode', 'attempts', 'cached', 'duplicateOf'],
	...['lookedUpAt', 'details'],
];

describe.each(providerIds)('a lookup at %s', (provider) => {
	it('tells the serving network of each number', async () => {
		const phones = ['+44 7788 450450', '0041 78 707 88 80', '+46 70 810 01 00'];
		const { results } = await bench.lookUp({ provider, phones });
		const served = { verdict: 'valid', status: 'ok', lineType: 'mobile', provider, attempts: 1, cached: false };
		expect(results).toMatchObject([
			{ ...served, number: '+447788450450', mcc: '234', mnc: '15', networkCountry: 'GB' },
			{ ...served, number: '+41787078880', mcc: '228', mnc: '03', networkCountry: 'CH' },
			{ ...served, number: '+46708100100', mcc: '240', mnc: '08', networkCountry: 'SE' },
		]);
	});

	it('gives a row for each number in the order of the items, and pays for each distinct number once', async () => {
		const phones = ['+447788450450', '+46708100100', 'call me', '07788 450450', '+447788450450, +46708100100'];
		const parameters = { defaultCountry: 'GB' };
		const { run, outputs, results } = await bench.lookUp({ provider, phones, parameters });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'number')).toEqual([
			...['+447788450450', '+46708100100', null, '+447788450450', '+447788450450', '+46708100100'],
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4, 4].map((item) => ({ item })));
		expect(bench.simulator.ledger.billedCount()).toBe(2);
		expect(bench.simulator.ledger.billedCount(provider)).toBe(2);
	});

	it('keeps each item’s own fields and files', async () => {
		const binary: IBinaryKeyData = { card: { data: 'aGk=', mimeType: 'text/vcard', fileName: 'ann.vcf' } };
		const items = [
			{ json: { phone: '+447788450450', name: 'Ann', tags: ['a', 'b'] }, binary },
			{ json: { phone: 'nobody', name: 'Bob' } },
		];
		const { outputs } = await bench.lookUp({ provider, items });
		expect(outputs[0]).toMatchObject([
			{ json: { phone: '+447788450450', name: 'Ann', tags: ['a', 'b'], lookup: { verdict: 'valid' } }, binary },
			{ json: { phone: 'nobody', name: 'Bob', lookup: { verdict: 'invalid' } } },
		]);
		expect(outputs[0]?.[1]).not.toHaveProperty('binary');
	});

	it('leaves numbers that are unknown, absent, misunderstood or unanswered on the normal output', async () => {
		const phones = ['+447700909001', '+447700909027', '+447700909048', '+447700909044', '12'];
		const { run, results } = await bench.lookUp({ provider, phones });
		expect(run.status).toBe('success');
		expect(valuesOf(results, 'input')).toEqual(phones);
	});

	it('has every key of the result in every row, whatever became of the number', async () => {
		const phones = ['+447788450450', '+447788450450', '+447700909001', '+447700909048', 'nothing', '', null];
		const { results } = await bench.lookUp({ provider, phones });
		expect(results.map((result) => Object.keys(result))).toEqual(phones.map(() => keys));
	});
});

it('a provider’s verdicts are told apart', async () => {
	const phones = ['+447700909000', '+447700909027', '+447700909001', '+447700909060'];
	const { results } = await bench.lookUp({ phones });
	expect(valuesOf(results, 'verdict')).toEqual(['valid', 'unavailable', 'invalid', 'unknown']);
});

it('items of a trigger run are looked up as those of a manual run', async () => {
	const { results } = await bench.lookUp({ phones: ['+447788450450'], run: { mode: 'trigger' } });
	expect(results).toMatchObject([{ verdict: 'valid', network: 'Vodafone UK' }]);
});
