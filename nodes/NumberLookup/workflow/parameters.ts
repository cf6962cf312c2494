/** Reads the node’s parameters: whatever an expression may yield is checked here and trusted afterwards. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import { optionsCollection } from '../description/options';
import type { LookupOptions } from '../lookup/options';
import type { PlanItem } from '../lookup/plan';
import type { ProviderFacts } from '../providers/provider';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** A number of 0 or more; an empty field means the default. */
const amount = (fallback: number) =>
	z.preprocess(
		(value) => (isEmpty(value) ? fallback : value),
		z.coerce.number({ invalid_type_error: 'must be a number' }).min(0, 'must be 0 or more').finite('must be finite'),
	);

const count = (fallback: number) => amount(fallback).refine(Number.isInteger, 'must be a whole number');

const flag = (fallback: boolean) =>
	z.preprocess(
		(value) => (isEmpty(value) ? fallback : value),
		z.boolean({ invalid_type_error: 'must be true or false' }),
	);

const text = (fallback: string) =>
	z.preprocess(
		(value) => (value === undefined || value === null ? fallback : typeof value === 'number' ? String(value) : value),
		z.string({ invalid_type_error: 'must be text' }).trim(),
	);

const optionsSchema = z.object({
	askNextOnUnknown: flag(false),
	batchSize: count(0),
	bypassProviderCache: flag(false),
	includeRaw: flag(false),
	maxConcurrency: count(0),
	maxLookups: count(0),
	maxRetries: count(2),
	outputField: text('lookup'),
	referenceId: text(''),
	requestsPerSecond: amount(0),
	retryUncertain: flag(true),
	routeByVerdict: flag(false),
	skipNonMobile: flag(false),
	timeout: count(0),
});

const lookupTypeSchema = z.enum(['auto', 'mnp', 'hlr']);

export interface Settings {
	operation: 'lookup' | 'validate';
	/** Provider ids in the order of asking; empty for `validate`. */
	providers: readonly string[];
	/** Where the result goes in the item, key by key; empty to merge it into the item. */
	outputPath: readonly string[];
	routeByVerdict: boolean;
	includeRaw: boolean;
	lookup: LookupOptions;
}

/**
 * Parameters other than the number and its country are the same for all items and read once, with the first item.
 * @param providers those that can be chosen.
 * @throws NodeOperationError that names the field.
 */
export function readSettings(context: IExecuteFunctions, providers: readonly ProviderFacts[]): Settings {
	const operation = context.getNodeParameter('operation', 0, 'lookup') === 'validate' ? 'validate' : 'lookup';
	const { outputField, routeByVerdict, includeRaw, timeout, ...lookup } = readOptions(context);
	return {
		operation,
		providers: operation === 'validate' ? [] : readProviders(context, providers),
		outputPath: readOutputPath(context, outputField),
		// A tool has one output: n8n would hand the model the first one only.
		routeByVerdict: routeByVerdict && !context.isToolExecution(),
		includeRaw,
		lookup: { ...lookup, timeoutMs: timeout, lookupType: readLookupType(context) },
	};
}

/** @returns what an item’s Phone Number and Default Country hold, before anything is made of them. */
export function readNumberParameters(context: IExecuteFunctions, itemIndex: number): PlanItem {
	const phoneNumber: unknown = context.getNodeParameter('phoneNumber', itemIndex, '');
	const country: unknown = context.getNodeParameter('defaultCountry', itemIndex, '') ?? '';
	return { phoneNumber, defaultCountry: typeof country === 'string' ? country : JSON.stringify(country) };
}

function readOptions(context: IExecuteFunctions): z.infer<typeof optionsSchema> {
	const parsed = optionsSchema.safeParse(context.getNodeParameter('options', 0, {}));
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = displayNameOf(String(issue?.path[0] ?? 'options'));
	throw new NodeOperationError(context.getNode(), `The option "${field}" ${issue?.message ?? 'cannot be used'}`, {
		description: 'Correct it under Options, or remove the option to use its default.',
	});
}

function displayNameOf(option: string): string {
	const described = optionsCollection([]).options?.find(({ name }) => name === option);
	return described !== undefined && 'displayName' in described ? described.displayName : option;
}

function readProviders(context: IExecuteFunctions, providers: readonly ProviderFacts[]): readonly string[] {
	const choice: unknown = context.getNodeParameter('provider', 0);
	const isChain = choice === 'chain';
	const chosen: unknown = isChain ? context.getNodeParameter('providerChain', 0, []) : choice;
	const field = isChain ? 'Providers, in Order' : 'Provider';
	const ids = idsIn(chosen);
	const known = providers.map(({ id }) => id);
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
	return [...new Set(ids)];
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
		description: `It must be one of: ${lookupTypeSchema.options.join(', ')}.`,
	});
}

function readOutputPath(context: IExecuteFunctions, outputField: string): readonly string[] {
	if (outputField === '') return [];
	const path = outputField.split('.').map((key) => key.trim());
	const refuse = (why: string): never => {
		throw new NodeOperationError(context.getNode(), `The option "Output Field" cannot be "${outputField}"`, {
			description: `${why} Choose another name, such as "lookup" or "phone.lookup".`,
		});
	};
	if (path.includes('')) refuse('A name before or after a dot is missing.');
	// n8n takes an item with a field "error" for a failed one, and would pay for it again.
	if (path[0] === 'error') refuse('n8n takes an item with a field "error" for a failed one.');
	if (path.some((key) => ['__proto__', 'constructor', 'prototype'].includes(key)))
		refuse('JavaScript reserves this name.');
	return path;
}
