import { sharedN8n } from './sharedN8n';
import { numberLookupType } from './workflows';

const n8n = sharedN8n();

describe('n8n with the package installed', () => {
	it('offers the node, and the tool it makes of it', async () => {
		const types = await n8n.nodeTypes();
		const ours = types.filter(({ name }) => name.startsWith(numberLookupType));
		expect(ours.map(({ name, displayName }) => [name, displayName])).toEqual([
			[numberLookupType, 'Number Lookup'],
			[`${numberLookupType}Tool`, 'Number Lookup Tool'],
		]);
	});

	it.each(['light', 'dark'] as const)('serves the icon for its %s theme', async (theme) => {
		const type = (await n8n.nodeTypes()).find(({ name }) => name === numberLookupType);
		const response = await fetch(`${n8n.url}/${type?.iconUrl?.[theme] ?? 'no icon'}`);
		expect(response.headers.get('content-type')).toContain('image/svg+xml');
		expect(await response.text()).toMatch(/^<svg/);
	});
});
