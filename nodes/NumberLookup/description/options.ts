/** The node’s rarely used settings, collected under Options. */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ProviderFacts } from '../providers/provider';
import { idsThatUnderstand } from './idsThatUnderstand';
import { delimiterChoices, encodingChoices, quoteChoices } from './listForms';

const asking = ['lookup', 'scrubList'];
const askingOnly: IDisplayOptions = { show: { '/operation': asking } };
const itemsOnly: IDisplayOptions = { show: { '/operation': ['lookup', 'validate'] } };
const listOnly: IDisplayOptions = { show: { '/operation': ['scrubList'] } };

const storeChoices = [
	{
		name: 'File (SQLite)',
		value: 'sqlite',
		description: 'In n8n’s user folder: outlives restarts, and all of n8n’s processes on this machine share it',
	},
	{ name: 'Memory', value: 'memory', description: 'In this process of n8n, until it restarts' },
	{
		name: 'Redis',
		value: 'redis',
		description: 'In a Redis server that all workers share; has a credential of its own',
	},
];

export function optionsCollection(providers: readonly ProviderFacts[]): INodeProperties {
	const shownFor = (parameter: ProviderFacts['understands'][number]): IDisplayOptions => ({
		show: { '/operation': asking, '/provider': idsThatUnderstand(providers, parameter) },
	});
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Answer Store',
				name: 'answerStore',
				type: 'options',
				// Whether a credential is shown depends on it, which cannot wait for what an expression turns out to be.
				noDataExpression: true,
				default: 'sqlite',
				description:
					'Where the answers for Reuse Answers are kept, and where Forget looks for them. With Redis, the account’s limits hold for all workers together.',
				displayOptions: { show: { '/operation': [...asking, 'forget'] } },
				options: storeChoices,
			},
			{
				displayName: 'Ask Next on Unknown',
				name: 'askNextOnUnknown',
				type: 'boolean',
				default: false,
				description: 'Whether the next provider is also asked about numbers that were answered with verdict unknown',
				displayOptions: { show: { '/operation': asking, '/provider': ['chain'] } },
			},
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Most numbers in one request, where the provider takes several. 0 means as many as the provider takes.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Bypass Provider Cache',
				name: 'bypassProviderCache',
				type: 'boolean',
				default: false,
				description: 'Whether the provider (Sinch) must ask the network afresh instead of answering from its cache',
				displayOptions: shownFor('bypassProviderCache'),
			},
			{
				displayName: 'Delimiter',
				name: 'delimiter',
				type: 'options',
				default: 'auto',
				description: 'What stands between the columns of the list',
				displayOptions: listOnly,
				options: delimiterChoices,
			},
			{
				displayName: 'Encoding',
				name: 'encoding',
				type: 'options',
				default: 'auto',
				description:
					'How the letters of the list are encoded. An expression may give any name that Node.js knows, such as iso-8859-13.',
				displayOptions: listOnly,
				options: encodingChoices,
			},
			{
				displayName: 'Hash Numbers',
				name: 'hashNumbers',
				type: 'boolean',
				default: false,
				description:
					'Whether the answers for Reuse Answers are kept under a keyed hash of the number instead of the number itself',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Header Line',
				name: 'headerLine',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1,
				description:
					'Line of the file that names the columns, or with Header Row off the first row. In a workbook, the row as Excel numbers it. Lines above it, such as a title, are left out.',
				displayOptions: listOnly,
			},
			{
				displayName: 'Header Row',
				name: 'headerRow',
				type: 'boolean',
				default: true,
				description: 'Whether the first row of the list names its columns',
				displayOptions: listOnly,
			},
			{
				displayName: 'Include Raw Answer',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description: 'Whether to add the provider’s answer as it came, in the field raw',
				displayOptions: { show: { '/operation': ['lookup'] } },
			},
			{
				displayName: 'Max Concurrency',
				name: 'maxConcurrency',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Most requests under way at once for the account. 0 means the provider’s usual limit.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Max Lookups',
				name: 'maxLookups',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Most lookups to pay for in one run of this node; the other numbers are not looked up. Each round of a loop is a run of its own. 0 means no limit.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Max Retries',
				name: 'maxRetries',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 2,
				description: 'How often to ask again after a passing failure, such as a broken connection or a busy provider',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Output Field',
				name: 'outputField',
				type: 'string',
				default: 'lookup',
				placeholder: 'e.g. contact.lookup',
				description:
					'Field of the item that takes the result; dots make nested fields. Leave empty to merge the result into the item.',
				displayOptions: itemsOnly,
			},
			{
				displayName: 'Output Format',
				name: 'outputFormat',
				type: 'options',
				default: 'same',
				description: 'What the new files are',
				displayOptions: listOnly,
				options: [
					{ name: 'CSV', value: 'csv', description: 'CSV files, also where the list is a workbook' },
					{ name: 'Same as the List', value: 'same', description: 'CSV files of a CSV file, workbooks of a workbook' },
				],
			},
			{
				displayName: 'Price per Lookup',
				name: 'pricePerLookup',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'What one lookup costs you, in any currency: the summary then tells what the list cost',
				displayOptions: listOnly,
			},
			{
				displayName: 'Quote Character',
				name: 'quote',
				type: 'options',
				default: 'auto',
				description: 'What stands around cells of the list that hold its delimiter',
				displayOptions: listOnly,
				options: quoteChoices,
			},
			{
				displayName: 'Reference ID',
				name: 'referenceId',
				type: 'string',
				default: '',
				description: 'Your own reference, sent to the provider (HORISEN) with every lookup of this run',
				displayOptions: shownFor('referenceId'),
			},
			{
				displayName: 'Requests per Second',
				name: 'requestsPerSecond',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Most requests started in a second for the account. 0 means no limit.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Retry When Unsure',
				name: 'retryUncertain',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask again when a request was sent and no answer came. The provider may bill such a number twice.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Reuse Answers',
				name: 'reuseAnswers',
				type: 'fixedCollection',
				typeOptions: { multipleValues: false },
				placeholder: 'Reuse answers',
				default: { answers: {} },
				description: 'Use the answers of earlier executions again, instead of paying for the same number twice',
				displayOptions: askingOnly,
				options: [
					{
						displayName: 'Answers',
						name: 'answers',
						values: [
							{
								displayName: 'Younger Than',
								name: 'youngerThan',
								type: 'number',
								typeOptions: { minValue: 0 },
								default: 30,
								description: 'How old an answer may be to be used again. Older ones are deleted.',
							},
							{
								displayName: 'Unit',
								name: 'unit',
								type: 'options',
								default: 'days',
								description: 'What the age is counted in',
								options: [
									{ name: 'Days', value: 'days' },
									{ name: 'Hours', value: 'hours' },
								],
							},
							{
								displayName: 'If Unavailable, Younger Than (Hours)',
								name: 'unavailableHours',
								type: 'number',
								typeOptions: { minValue: 0 },
								default: 24,
								description:
									'The same for numbers with the verdict unavailable, which often passes within hours. 0 means to ask again every time.',
							},
						],
					},
				],
			},
			{
				displayName: 'Route by Verdict',
				name: 'routeByVerdict',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: 'Whether to give the node four outputs (Valid, Unavailable, Invalid and Unknown) instead of one',
				displayOptions: itemsOnly,
			},
			{
				displayName: 'Share Without Redis (%)',
				name: 'shareWithoutRedis',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 50,
				description:
					'Answer Store Redis: which part of the account’s limits the node may use while Redis is away, so that all workers together keep them. 0 means to stop with an error.',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Sheet',
				name: 'sheet',
				type: 'string',
				default: '',
				placeholder: 'e.g. Contacts',
				description:
					'Which sheet of a workbook holds the list: its name, or its position, where 1 is the first. Empty means the first that is not hidden.',
				displayOptions: listOnly,
			},
			{
				displayName: 'Skip Non-Mobile Numbers',
				name: 'skipNonMobile',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out numbers that cannot be mobile by the numbering plan, to save their lookups',
				displayOptions: askingOnly,
			},
			{
				displayName: 'Timeout (Milliseconds)',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How long to wait for the provider without receiving anything. 0 means the time that suits the provider.',
				displayOptions: askingOnly,
			},
		],
	};
}
