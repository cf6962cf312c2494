import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class NumberLookupRedisApi implements ICredentialType {
	name = 'numberLookupRedisApi';

	displayName = 'Number Lookup Redis API';

	icon: Icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	};

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#redis';

	/** None here: the node tests it, over Redis's own protocol. */
	test?: ICredentialTestRequest;

	properties: INodeProperties[] = [
		{
			displayName: 'Connect To',
			name: 'connectTo',
			type: 'options',
			options: [
				{ name: 'One Server', value: 'server', description: 'A single Redis, or an address that leads to the primary' },
				{ name: 'Sentinel', value: 'sentinel', description: 'Servers that tell which Redis is the primary now' },
			],
			default: 'server',
			description:
				'How Redis is found. A Redis Cluster is refused: use a Redis of its own instead, which may be small.',
		},
		{
			displayName: 'Sentinels',
			name: 'sentinels',
			type: 'string',
			required: true,
			displayOptions: { show: { connectTo: ['sentinel'] } },
			default: '',
			placeholder: 'e.g. sentinel-1:26379, sentinel-2:26379',
			description: 'Host and port of each Sentinel, with commas between',
		},
		{
			displayName: 'Master Name',
			name: 'masterName',
			type: 'string',
			displayOptions: { show: { connectTo: ['sentinel'] } },
			default: 'mymaster',
			description: 'What Sentinel calls the primary and its replicas',
		},
		{
			displayName: 'Sentinel Username',
			name: 'sentinelUsername',
			type: 'string',
			displayOptions: { show: { connectTo: ['sentinel'] } },
			default: '',
			description: 'User at the Sentinels themselves. Leave it empty for the default user.',
		},
		{
			displayName: 'Sentinel Password',
			name: 'sentinelPassword',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { connectTo: ['sentinel'] } },
			default: '',
			description: 'Password of that user. Leave it empty where the Sentinels want none.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			displayOptions: { show: { connectTo: ['server'] } },
			default: 'localhost',
			placeholder: 'e.g. redis.example.com',
			description: 'Name or address of the Redis server',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			displayOptions: { show: { connectTo: ['server'] } },
			default: 6379,
			typeOptions: { minValue: 1, maxValue: 65535, numberPrecision: 0 },
			description: 'Port of the Redis server',
		},
		{
			displayName: 'Use TLS',
			name: 'useTls',
			type: 'boolean',
			default: false,
			description: 'Whether the connection is encrypted',
			hint: 'Switch it on wherever Redis offers it: otherwise password and answers travel readable.',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			description: 'User of Redis 6 or newer. Leave it empty for the default user.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Password of that user. Leave it empty where Redis wants none.',
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0, numberPrecision: 0 },
			description: 'Number of the database; 0 is the usual one',
		},
		{
			displayName: 'Key Prefix',
			name: 'keyPrefix',
			type: 'string',
			default: 'number-lookup:',
			description: 'What each key begins with, so that others can use the same database',
			hint: 'Nodes that are to share answers and limits need the same prefix.',
		},
		{
			displayName: 'Hashing Secret',
			name: 'hashingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for the option Hash Numbers: at least 16 random characters, kept here and never sent to Redis',
			hint: 'If you change it, numbers that were hashed before are not found any more.',
		},
	];
}
