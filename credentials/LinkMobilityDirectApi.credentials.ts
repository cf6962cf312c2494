import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LinkMobilityDirectApi implements ICredentialType {
	name = 'linkMobilityDirectApi';

	displayName = 'LINK Mobility Direct API';

	icon: Icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	};

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#link-mobility-direct';

	/** None here: the node tests it, over the provider's own protocol (its `testedBy` comes from the registry). */
	test?: ICredentialTestRequest;

	properties: INodeProperties[] = [
		{
			displayName:
				'LINK answers only addresses that it has allow-listed: give LINK Support the public IP address of your n8n. The direct connection is not encrypted, so prefer the API Gateway or a VPN where that matters.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Transport',
			name: 'transport',
			type: 'options',
			options: [
				{ name: 'TCP', value: 'tcp', description: 'A connection for each number; nothing gets lost unnoticed' },
				{ name: 'UDP', value: 'udp', description: 'A datagram for each number; faster, and sent again when lost' },
			],
			default: 'tcp',
			description: 'How to reach LINK',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: 'dnsenum.linkmobility.co.uk',
			placeholder: 'e.g. dnsenum.linkmobility.co.uk',
			description: 'The name or IP address of LINK’s server, without a port',
		},
		{
			displayName: 'TCP Port',
			name: 'tcpPort',
			type: 'number',
			default: 10054,
			typeOptions: { minValue: 1, maxValue: 65535, numberPrecision: 0 },
			displayOptions: { show: { transport: ['tcp'] } },
			description: 'The port of LINK’s server for TCP',
		},
		{
			displayName: 'UDP Port',
			name: 'udpPort',
			type: 'number',
			default: 10055,
			typeOptions: { minValue: 1, maxValue: 65535, numberPrecision: 0 },
			displayOptions: { show: { transport: ['udp'] } },
			description: 'The port of LINK’s server for UDP',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'The client ID for the direct connection',
			hint: 'Ask LINK Support for it; the API Gateway has another one.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The password that LINK Support gave you with the client ID',
			hint: 'The test costs nothing, because it asks without a number. Only a first lookup proves client ID and password.',
		},
	];
}
