import { chain, loadPackage, protectAgainstSsrf } from '../../n8n-runner';
import { installProbe } from './installProbe';

it('SSRF protection refuses private addresses once it is switched on', async () => {
	protectAgainstSsrf({ allowedIpRanges: '10.0.0.0/8' });
	const n8n = await loadPackage(await installProbe());
	const workflow = chain({ name: 'Probe', type: 'n8n-nodes-probe.probe', parameters: { show: 'egress' } });
	const run = await n8n.runWorkflow({ workflow, items: [{ json: {} }] });
	expect(run.outputsOf('Probe')[0]?.[0]?.json).toEqual({ allowed: false });
});
