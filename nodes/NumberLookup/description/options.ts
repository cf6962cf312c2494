/** The node’s rarely used settings, collected under Options. */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ProviderFacts } from '../providers/provider';
import { idsThatUnderstand } from './idsThatUnderstand';

const lookupOnly: IDisplayOptions = { show: { '/operation': ['lookup'] } };

export function optionsCollection(providers: readonly ProviderFacts[]): INodeProperties {
	const shownFor = (parameter: ProviderFacts['understands'][number]): IDisplayOptions => ({
		show: { '/operation': ['lookup'], '/provider': idsThatUnderstand(providers, parameter) },
	});
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ask Next on Unknown',
				name: 'askNextOnUnknown',
				type: 'boolean',
				default: false,
				description: 'Whether the next provider is also asked about numbers that were answered with verdict unknown',
				displayOptions: { show: { '/operation': ['lookup'], '/provider': ['chain'] } },
			},
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Most numbers in one request, where the provider takes several. 0 means as many as the provider takes.',
				displayOptions: lookupOnly,
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
				displayName: 'Include Raw Answer',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description: 'Whether to add the provider’s answer as it came, in the field raw',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Max Concurrency',
				name: 'maxConcurrency',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Most requests under way at once for the account. 0 means the provider’s usual limit.',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Max Lookups',
				name: 'maxLookups',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Most lookups to pay for in one run of this node; the other numbers are not looked up. 0 means no limit.',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Max Retries',
				name: 'maxRetries',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 2,
				description: 'How often to ask again after a passing failure, such as a broken connection or a busy provider',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Output Field',
				name: 'outputField',
				type: 'string',
				default: 'lookup',
				placeholder: 'e.g. contact.lookup',
				description:
					'Field of the item that takes the result; dots make nested fields. Leave empty to merge the result into the item.',
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
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Retry When Unsure',
				name: 'retryUncertain',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask again when a request was sent and no answer came. The provider may bill such a number twice.',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Route by Verdict',
				name: 'routeByVerdict',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: 'Whether to give the node four outputs (Valid, Unavailable, Invalid and Unknown) instead of one',
			},
			{
				displayName: 'Skip Non-Mobile Numbers',
				name: 'skipNonMobile',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out numbers that cannot be mobile by the numbering plan, to save their lookups',
				displayOptions: lookupOnly,
			},
			{
				displayName: 'Timeout (Milliseconds)',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How long to wait for the provider without receiving anything. 0 means the time that suits the provider.',
				displayOptions: lookupOnly,
			},
		],
	};
}
