import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class ComceteraNplApi implements ICredentialType {
	name = 'comceteraNplApi';

	displayName = 'Comcetera NPL API';

	icon: Icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	};

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#comcetera';

	/** None here: the node tests it, over the provider's own protocol (its `testedBy` comes from the registry). */
	test?: ICredentialTestRequest;

	properties: INodeProperties[] = [
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'options',
			options: [
				{
					name: 'Current',
					value: 'current',
					description: '100 numbers in a request, at api.numberportabilitylookup.com',
				},
				{
					name: 'Legacy',
					value: 'legacy',
					description: '1000 numbers in a request, at secure.comcetera.com; deprecated by Comcetera',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'An address and limits that Comcetera agreed with you',
				},
			],
			default: 'current',
			description: 'Which of Comcetera’s addresses to ask',
			hint: 'Current suits new accounts. If the sign-in fails there, ask Comcetera which one your account is on.',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://npl.example.com/npl',
			displayOptions: { show: { endpoint: ['custom'] } },
			description: 'The whole address that Comcetera gave you, without user name, password or numbers in it',
		},
		{
			displayName: 'Max Numbers per Request',
			name: 'maxNumbersPerRequest',
			type: 'number',
			default: 1000,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			displayOptions: { show: { endpoint: ['custom'] } },
			description: 'How many numbers this address takes in one request',
		},
		{
			displayName: 'Max Connections',
			name: 'maxConnections',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			displayOptions: { show: { endpoint: ['custom'] } },
			description: 'How many requests Comcetera allows your account at once',
			hint: 'Leave it at 1 unless Comcetera has told you a higher number.',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acme',
			description: 'The user name of your Comcetera account',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The password of your Comcetera account',
			hint: 'The test costs nothing, because it asks without a number. Only a first lookup proves user name and password.',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{
					name: '2.4',
					value: '2.4',
					description: 'Network, and serving switch and subscriber identity where your account has them',
				},
				{ name: '2.3', value: '2.3', description: 'Network only' },
			],
			default: '2.4',
			description: 'How much Comcetera tells about each number',
		},
	];
}
