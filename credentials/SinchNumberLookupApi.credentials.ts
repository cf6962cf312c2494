import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Sign-in at Sinch's Number Lookup servers. */
export class SinchNumberLookupApi implements ICredentialType {
	name = 'sinchNumberLookupApi';

	displayName = 'Sinch Number Lookup API';

	icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#sinch';

	/** None here: the node tests it, over the provider's own protocol (its `testedBy` comes from the registry). */
	test?: ICredentialTestRequest;

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			default: 'eu',
			description: 'Where your account lives. Your Client Account Details from Sinch name the servers.',
			options: [
				{ name: 'Australia', value: 'au', description: 'Servers au1-1 and au1-2.httplookup.api.sinch.com' },
				{ name: 'Custom', value: 'custom', description: 'Servers that you write yourself' },
				{ name: 'Europe', value: 'eu', description: 'Servers eu3 and eu1.httplookup.api.sinch.com' },
				{
					name: 'Europe (Older CLX Servers)',
					value: 'clxEu',
					description: 'Servers http-eu3 and http-eu1.clxcommunications.com',
				},
				{ name: 'United States', value: 'us', description: 'Servers us1, us7 and us3.httplookup.api.sinch.com' },
				{
					name: 'United States (Older CLX Servers)',
					value: 'clxUs',
					description: 'Servers http-us3 and http-us2.clxcommunications.com',
				},
			],
		},
		{
			displayName: 'Primary Host',
			name: 'primaryHost',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. lookup.example.com:3701',
			description: 'Host and port of the server to ask first',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Backup Host',
			name: 'backupHost',
			type: 'string',
			default: '',
			placeholder: 'e.g. backup.example.com:3701',
			description: 'Host and port of the server to ask when the primary one cannot be reached. May stay empty.',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Use TLS',
			name: 'useTls',
			type: 'boolean',
			default: true,
			description:
				'Whether to encrypt the connection. Without it, anyone on the way can read the password and the numbers.',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name for Number Lookup',
			hint: 'Your Client Account Details from Sinch name it. Ask your Sinch account manager whether they must allow the IP address of this n8n.',
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
