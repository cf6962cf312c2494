import type { ProviderFacts } from '../nodes/NumberLookup/providers/provider';
import { registry } from '../nodes/NumberLookup/providers/registry';
import { providerIds, type ProviderId } from '../simulator/providers';
import { nodeName } from './bench';
import { editorBench, expectShown } from './editorBench';
import type { NodePanel } from './nodePanel';

const editors = editorBench();

const several = 'Several, in Order';

function factsOf(id: ProviderId): ProviderFacts {
	const found = registry.map(({ facts }) => facts).find((facts) => facts.id === id);
	if (found === undefined) throw new Error(`The node knows no provider ${id}.`);
	return found;
}

const displayName = (id: ProviderId) => factsOf(id).displayName;
const credentialLabel = (id: ProviderId) => `Credential for ${displayName(id)}`;

/** What else is shown for some providers only, by what their facts say that they understand. */
const options = { bypassProviderCache: 'Bypass Provider Cache', referenceId: 'Reference ID' } as const;

function optionsOf(id: ProviderId): string[] {
	return factsOf(id).understands.flatMap((name) => (name === 'lookupType' ? [] : [options[name]]));
}

const commonOptions = [
	'Answer Store',
	'Batch Size',
	'Hash Numbers',
	'Include Raw Answer',
	'Max Concurrency',
	'Max Lookups',
	'Max Retries',
	'Output Field',
	'Requests per Second',
	'Retry When Unsure',
	'Reuse Answers',
	'Route by Verdict',
	'Share Without Redis (%)',
	'Skip Non-Mobile Numbers',
	'Timeout (Milliseconds)',
];

function labelsFor(id: ProviderId): string[] {
	const lookupType = factsOf(id).understands.includes('lookupType') ? ['Lookup Type'] : [];
	return ['Operation', 'Provider', credentialLabel(id), 'Phone Number', 'Default Country', ...lookupType, 'Options'];
}

describe('the node’s panel', () => {
	let panel: NodePanel;

	beforeAll(async () => {
		const editor = await editors.open(['+447788450450']);
		panel = await editor.openNode(nodeName);
	});

	it('says what a lookup costs, and how to limit it', async () => {
		expect(await panel.notice.innerText()).toMatch(/costs one lookup.*Max Lookups/s);
	});

	it.each(providerIds)('%s: shows its credential and its parameters, and no others', async (id) => {
		await panel.choose('provider', displayName(id));
		await expectShown(() => panel.labels(), labelsFor(id));
		expect(await panel.optionNames()).toEqual([...commonOptions, ...optionsOf(id)].sort());
	});

	it('a chain: shows the credentials of its providers, keeps their order, and leaves nothing behind', async () => {
		await panel.choose('provider', several);
		await panel.choose('providerChain', displayName('linkGateway'), displayName('comcetera'));
		const rest = ['Phone Number', 'Default Country', 'Lookup Type', 'Options'];
		const credentials = [credentialLabel('comcetera'), credentialLabel('linkGateway')];
		await expectShown(() => panel.labels(), ['Operation', 'Provider', 'Providers, in Order', ...credentials, ...rest]);
		const chosen = await panel.field('providerChain').locator('.el-tag').allInnerTexts();
		expect(chosen.map((text) => text.trim())).toEqual([displayName('linkGateway'), displayName('comcetera')]);
		expect(await panel.optionNames()).toContain('Ask Next on Unknown');

		await panel.choose('provider', displayName('horisen'));
		await expectShown(() => panel.labels(), labelsFor('horisen'));
		await panel.choose('provider', several);
		expect(await panel.field('providerChain').locator('.el-tag').count()).toBe(0);
	});

	it('Validate: shows neither provider nor credential nor what a lookup costs', async () => {
		await panel.choose('operation', 'Validate');
		await expectShown(() => panel.labels(), ['Operation', 'Phone Number', 'Default Country', 'Options']);
		expect(await panel.notice.count()).toBe(0);
		expect(await panel.optionNames()).toEqual(['Output Field', 'Route by Verdict']);
	});

	it('Forget: shows what to forget, and says where Redis is', async () => {
		await panel.choose('operation', 'Forget');
		const labels = ['Operation', 'What to Forget', 'Phone Number', 'Default Country', 'Options'];
		await expectShown(() => panel.labels(), labels);
		expect(await panel.notice.innerText()).toContain('For Redis, add the option Answer Store');
		expect(await panel.optionNames()).toEqual(['Answer Store']);
		await panel.choose('forgetWhat', 'Answers Older Than a Date');
		await expectShown(() => panel.labels(), ['Operation', 'What to Forget', 'Older Than', 'Options']);
	});

	it('shows the credential for Redis where answers are kept there', async () => {
		const editor = await editors.open(['+447788450450'], { options: { answerStore: 'redis' } });
		panel = await editor.openNode(nodeName);
		await panel.parameters.getByText('Credential for Redis').first().waitFor();
		expect(await panel.labels()).toContain(credentialLabel('sinch'));
	});

	it('takes a field dragged from the input as an expression', async () => {
		const editor = await editors.open(['+447788450450'], { parameters: { phoneNumber: '' } });
		panel = await editor.openNode(nodeName);
		await panel.drag('phone', 'phoneNumber');
		await expectShown(() => panel.field('phoneNumber').locator('.cm-content').innerText(), '{{ $json.phone }}');
		await panel.parameters.getByText('+447788450450').waitFor();
	});
});

describe('what is still missing', () => {
	it('an empty Phone Number is marked on the canvas, and keeps the node from running', async () => {
		const editor = await editors.open(['+447788450450'], { parameters: { phoneNumber: '' } });
		const issues = editor.node(nodeName).getByTestId('node-issues');
		await issues.hover();
		await editor.page.getByText('Parameter "Phone Number" is required.').waitFor();
	});
});
