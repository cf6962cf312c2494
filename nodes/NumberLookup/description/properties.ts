/** The node’s parameters, as the editor shows them. */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ProviderFacts } from '../providers/provider';
import { idsThatUnderstand } from './idsThatUnderstand';
import { columns, countryColumn, inputFile, numberColumn, outputFiles } from './list';
import { optionsCollection } from './options';

/**
 * Said by what is hidden, because credentials depend on these parameters: the editor takes whatever such a parameter names in
 * `show` for a part of the sign-in, and never shows it.
 */
const asksProvider: IDisplayOptions = { hide: { operation: ['forget', 'validate'] } };

/** Forget goes by numbers, or by a date instead. */
const notByDate: IDisplayOptions = { hide: { forgetWhat: ['old'] } };

const several = {
	name: 'Several, in Order',
	value: 'chain',
	description: 'The next provider is asked about the numbers that the ones before left unanswered',
};

/** @param providers what the editor shows of each provider, in the order of the list. */
export function properties(providers: readonly ProviderFacts[]): INodeProperties[] {
	const choices = providers.map(({ displayName, id, description }) => ({ name: displayName, value: id, description }));
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'lookup',
			options: [
				{
					name: 'Forget',
					value: 'forget',
					action: 'Forget the kept answers of phone numbers',
					description: 'Delete answers that the option Reuse Answers has kept: of some numbers, or all old ones',
				},
				{
					name: 'Look Up',
					value: 'lookup',
					action: 'Look up phone numbers at a provider',
					description:
						'Ask a provider which network serves a number and, with a live lookup, whether it can be reached',
				},
				{
					name: 'Scrub List',
					value: 'scrubList',
					action: 'Scrub a list in a file at a provider',
					description:
						'Look up every number of a CSV file or Excel workbook of any length, and write files with the same rows and what was found',
				},
				{
					name: 'Validate',
					value: 'validate',
					action: 'Validate phone numbers without asking a provider',
					description: 'Check and format a number by the numbering plan; offline and free',
				},
			],
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			default: 'sinch',
			description: 'The provider to ask; each has its own credential',
			displayOptions: asksProvider,
			options: [...choices, several],
		},
		{
			displayName: 'Providers, in Order',
			name: 'providerChain',
			type: 'multiOptions',
			// Not `required`: the field counts as shown where the provider is an expression, and n8n would refuse to run the node.
			default: [],
			description: 'The providers to ask; the order of choosing is the order of asking',
			displayOptions: { show: { operation: ['lookup', 'scrubList'], provider: ['chain'] } },
			options: choices,
		},
		{
			displayName:
				'Each different number costs one lookup at the provider. To limit what a run may cost, add the option Max Lookups.',
			name: 'costNotice',
			type: 'notice',
			default: '',
			displayOptions: asksProvider,
		},
		{
			displayName: 'What to Forget',
			name: 'forgetWhat',
			type: 'options',
			default: 'numbers',
			description: 'Which kept answers to delete',
			displayOptions: { show: { operation: ['forget'] } },
			options: [
				{ name: 'Answers About Phone Numbers', value: 'numbers', description: 'Whoever was asked, and whenever' },
				{ name: 'Answers Older Than a Date', value: 'old', description: 'Whatever number they are about' },
			],
		},
		{
			displayName: 'Older Than',
			name: 'olderThan',
			type: 'dateTime',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $now.minus({ days: 90 }) }}',
			description: 'Answers that were looked up before this time are deleted',
			displayOptions: { show: { operation: ['forget'], forgetWhat: ['old'] } },
		},
		{
			displayName:
				'Deletes from this process’s memory and from the file in n8n’s user folder. For Redis, add the option Answer Store.',
			name: 'forgetNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { operation: ['forget'] } },
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +44 7788 450450',
			description:
				'One phone number, or several separated by commas, semicolons or line breaks. Spaces, dashes, labels and extensions do not matter.',
			hint: 'Drag a field from the input here to use the number of each item',
			displayOptions: { hide: { ...notByDate.hide, operation: ['scrubList'] } },
		},
		inputFile,
		numberColumn,
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. GB',
			description:
				'Country of numbers written without + and country code: two letters (ISO 3166-1), a name, or + and its calling code. Leave empty if all numbers are international.',
			displayOptions: notByDate,
		},
		countryColumn,
		{
			displayName: 'Lookup Type',
			name: 'lookupType',
			type: 'options',
			default: 'auto',
			description: 'What to ask for; a live lookup usually costs more than a portability lookup',
			displayOptions: {
				show: { operation: ['lookup', 'scrubList'], provider: idsThatUnderstand(providers, 'lookupType') },
			},
			options: [
				{ name: 'Account Default', value: 'auto', description: 'What your account with the provider is set up for' },
				{
					name: 'Live (HLR)',
					value: 'hlr',
					description: 'Ask the network whether the subscriber exists and can be reached',
				},
				{ name: 'Portability (MNP)', value: 'mnp', description: 'Only which network serves the number' },
			],
		},
		outputFiles,
		columns,
		optionsCollection(providers),
	];
}
