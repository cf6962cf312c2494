import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class ProbeApi implements ICredentialType {
	name = 'probeApi';

	displayName = 'Probe API';

	properties: INodeProperties[] = [
		{ displayName: 'User', name: 'user', type: 'string', default: '' },
		{ displayName: 'Region', name: 'region', type: 'string', default: 'eu' },
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			displayOptions: { show: { region: ['custom'] } },
		},
	];
}
