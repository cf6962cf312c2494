import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Sign-in at HORISEN's number portability service. */
export class HorisenMnpApi implements ICredentialType {
	name = 'horisenMnpApi';

	displayName = 'HORISEN MNP API';

	icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#horisen';

	/** None here: the node tests it, over the provider's own protocol (its `testedBy` comes from the registry). */
	test?: ICredentialTestRequest;

	properties: INodeProperties[] = [
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			default: '2.0',
			description: 'The version of the service that HORISEN set up for you',
			options: [
				{ name: '2.0', value: '2.0', description: 'Current and encrypted' },
				{
					name: '1.0',
					value: '1.0',
					description: 'Deprecated; its published address is not encrypted, so the password can be read on the way',
				},
			],
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://mnp1.horisen.com:16089/mnpjson',
			description: 'The whole address of the service, if HORISEN gave you one of your own',
			hint: 'Leave it empty to use the address that HORISEN publishes for the version.',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name for number portability queries',
			hint: 'Tell HORISEN the public IP addresses from which this n8n asks: the service answers no others.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password that belongs to the user name',
			hint: 'The test costs nothing, because it asks without a number. Only a first lookup proves user name and password.',
		},
	];
}
