/** Reads the node’s parameters: whatever an expression may yield is checked here and trusted afterwards. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import type { LookupOptions } from '../lookup/options';
import type { PlanItem } from '../lookup/plan';
import type { RegisteredProvider } from '../providers/registry';
import { itemParameter } from './itemParameter';
import { isEmpty, readOptions } from './readOptions';
import type { ReuseSettings } from './reuse';
import type { Layout } from './rows';

const unitMs = { days: 24 * 60 * 60 * 1000, hours: 60 * 60 * 1000 };

const lookupTypes = z.enum(['auto', 'mnp', 'hlr']);

const lookupTypeSchema = z.preprocess((value) => (isEmpty(value) ? 'auto' : value), lookupTypes);

export interface Settings extends Layout {
	operation: 'lookup' | 'validate';
	/** In the order of asking; empty for `validate`. */
	providers: readonly RegisteredProvider[];
	includeRaw: boolean;
	lookup: LookupOptions;
	/** null where no answers of earlier executions are to be used. */
	reuse: ReuseSettings | null;
	/** Which share of its limits an account may use while Redis is away, 0 to 1; null where limits are not shared by Redis. */
	shareWithoutRedis: number | null;
}

/**
 * Parameters other than the number and its country are the same for all items and read once, with the first item.
 * @param providers those that can be chosen.
 * @throws NodeOperationError that names the field.
 */
export function readSettings(context: IExecuteFunctions, providers: readonly RegisteredProvider[]): Settings {
	const operation = context.getNodeParameter('operation', 0, 'lookup') === 'validate' ? 'validate' : 'lookup';
	const { outputPath, routeByVerdict, includeRaw, timeout, ...others } = readOptions(context);
	const { answerStore, hashNumbers, reuseAnswers, shareWithoutRedis, ...lookup } = others;
	const age = reuseAnswers.answers;
	return {
		operation,
		providers: operation === 'validate' ? [] : readProviders(context, providers),
		outputPath,
		routeByVerdict,
		includeRaw,
		lookup: { ...lookup, timeoutMs: timeout, lookupType: readLookupType(context) },
		shareWithoutRedis: answerStore === 'redis' ? shareWithoutRedis / 100 : null,
		reuse:
			age === undefined
				? null
				: {
						store: answerStore,
						hashNumbers,
						maxAgeMs: age.youngerThan * unitMs[age.unit],
						unavailableMaxAgeMs: age.unavailableHours * unitMs.hours,
						// Who bypasses the provider's cache wants no answer of ours from last week either.
						finds: !lookup.bypassProviderCache,
					},
	};
}

/** Gives what each item’s Phone Number and Default Country hold, before anything is made of them. */
export function* readNumberParameters(context: IExecuteFunctions): Generator<PlanItem> {
	const { length } = context.getInputData();
	if (length === 0) return;
	const phoneNumberOf = itemParameter(context, 'phoneNumber');
	const countryOf = itemParameter(context, 'defaultCountry');
	for (let itemIndex = 0; itemIndex < length; itemIndex++) {
		const phoneNumber = phoneNumberOf(itemIndex);
		const country = countryOf(itemIndex) ?? '';
		yield { phoneNumber, defaultCountry: typeof country === 'string' ? country : JSON.stringify(country) };
	}
}

function readProviders(
	context: IExecuteFunctions,
	providers: readonly RegisteredProvider[],
): readonly RegisteredProvider[] {
	const choice: unknown = context.getNodeParameter('provider', 0);
	const isChain = choice === 'chain';
	const chosen: unknown = isChain ? context.getNodeParameter('providerChain', 0, []) : choice;
	const field = isChain ? 'Providers, in Order' : 'Provider';
	const ids = idsIn(chosen);
	const known = providers.map(({ facts }) => facts.id);
	const stranger = ids.find((id) => !known.includes(id));
	if (stranger !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The field "${field}" names a provider that does not exist: ${stranger}`,
			{
				description: `Choose from the list, or let the expression give one of: ${known.join(', ')}.`,
			},
		);
	}
	if (ids.length === 0) {
		throw new NodeOperationError(context.getNode(), `The field "${field}" is empty`, {
			description: 'Choose at least one provider to ask.',
		});
	}
	return [...new Set(ids)].flatMap((id) => providers.filter(({ facts }) => facts.id === id));
}

/** An expression may give an array, or text with commas. */
function idsIn(chosen: unknown): string[] {
	const parts: unknown[] =
		typeof chosen === 'string' ? chosen.split(',') : Array.isArray(chosen) ? chosen : [chosen ?? ''];
	return parts.map((part) => (typeof part === 'string' ? part.trim() : JSON.stringify(part))).filter((id) => id !== '');
}

function readLookupType(context: IExecuteFunctions): LookupOptions['lookupType'] {
	const parsed = lookupTypeSchema.safeParse(context.getNodeParameter('lookupType', 0, 'auto'));
	if (parsed.success) return parsed.data;
	throw new NodeOperationError(context.getNode(), 'The field "Lookup Type" holds an unknown type', {
		description: `It must be one of: ${lookupTypes.options.join(', ')}.`,
	});
}
