/** Reads the node’s options: whatever an expression may yield is checked here and trusted afterwards. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import { optionsCollection } from '../description/options';
import { storeNames } from './answerStores';
import { isTool } from './olderN8n';
import type { Layout } from './rows';

/** What an expression without a value yields, and a field left blank. */
export const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export const amount = z
	.number({ invalid_type_error: 'must be a number' })
	.min(0, 'must be 0 or more')
	.finite('must be finite');

const wholeAmount = amount.refine(Number.isInteger, 'must be a whole number');

/** A text of digits is a number, too. Nothing else is made one: `true` is no 1, and neither a blank nor an empty list is 0. */
const numberIn = (value: unknown) => (typeof value === 'string' && !isEmpty(value) ? Number(value) : value);

/** 0 or more; an empty field means the default. */
export const number = (fallback: number, schema: typeof amount | typeof wholeAmount) =>
	z.preprocess((value) => (isEmpty(value) ? fallback : numberIn(value)), schema);

const count = (fallback: number) => number(fallback, wholeAmount);

/** Left out or 0: no limit. An expression that comes out empty was meant to be one, and must not lift it. */
const limit = z.preprocess((value) => (value === undefined ? 0 : numberIn(value)), wholeAmount);

export const flag = (fallback: boolean) =>
	z.preprocess(
		(value) => (isEmpty(value) ? fallback : value),
		z.boolean({ invalid_type_error: 'must be true or false' }),
	);

const text = (fallback: string) =>
	z.preprocess(
		(value) => (value === undefined || value === null ? fallback : typeof value === 'number' ? String(value) : value),
		z.string({ invalid_type_error: 'must be text' }).trim(),
	);

/** Empty means the default. */
export const oneOf = <const Value extends string>(values: readonly [Value, ...Value[]], fallback: Value) =>
	z.preprocess(
		(value) => (isEmpty(value) ? fallback : value),
		z.enum(values, { message: `must be one of: ${values.join(', ')}` }),
	);

const mustBeAnObject = 'must hold options by their names';

/** The group is there, though perhaps empty, where the option was added; all else means that it was not. */
const reusedAnswers = z.preprocess(
	(value) => (isEmpty(value) ? {} : value),
	z.object(
		{
			answers: z
				.object({
					youngerThan: number(30, amount),
					unit: oneOf(['days', 'hours'], 'days'),
					unavailableHours: number(24, amount),
				})
				.optional(),
		},
		{ invalid_type_error: mustBeAnObject },
	),
);

const optionFields = z.object(
	{
		answerStore: oneOf(storeNames, 'sqlite'),
		askNextOnUnknown: flag(false),
		batchSize: count(0),
		bypassProviderCache: flag(false),
		hashNumbers: flag(false),
		includeRaw: flag(false),
		maxConcurrency: count(0),
		maxLookups: limit,
		maxRetries: count(2),
		outputField: text('lookup'),
		referenceId: text(''),
		requestsPerSecond: number(0, amount),
		retryUncertain: flag(true),
		reuseAnswers: reusedAnswers,
		routeByVerdict: flag(false),
		shareWithoutRedis: number(50, amount.max(100, 'must be 100 or less')),
		skipNonMobile: flag(false),
		timeout: count(0),
	},
	{ invalid_type_error: mustBeAnObject, required_error: mustBeAnObject },
);

/** An option whose expression comes out as undefined is there all the same: null tells it from one that was left out. */
const withNulls = (options: unknown) =>
	typeof options === 'object' && options !== null && !Array.isArray(options)
		? Object.fromEntries(Object.entries(options).map(([name, value]: [string, unknown]) => [name, value ?? null]))
		: options;

export const ofOptions = <Fields extends z.ZodTypeAny>(fields: Fields) => z.preprocess(withNulls, fields);

export const optionsSchema = ofOptions(optionFields);

type Options = Layout & Omit<z.infer<typeof optionFields>, 'outputField' | 'routeByVerdict'>;

/** @throws NodeOperationError that names the option. */
export function readOptions(context: IExecuteFunctions): Options {
	const { outputField, routeByVerdict, ...options } = parseOptions(context, optionsSchema);
	return {
		...options,
		outputPath: readOutputPath(context, outputField),
		routeByVerdict: isRouted(context, routeByVerdict),
	};
}

/**
 * @param schema of the options to read, of all that there are.
 * @throws NodeOperationError that names the option.
 */
export function parseOptions<Output>(
	context: IExecuteFunctions,
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
): Output {
	const parsed = schema.safeParse(context.getNodeParameter('options', 0, {}));
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const path = issue?.path.map(String) ?? [];
	const field = path.length === 0 ? 'The field "Options"' : `The option "${displayNameOf(path)}"`;
	throw new NodeOperationError(context.getNode(), `${field} ${issue?.message ?? 'cannot be used'}`, {
		description: 'Correct it under Options, or remove the option to use its default.',
	});
}

/** @returns what the editor calls the option; of one in a group, the names of both. */
function displayNameOf([name = '', , inner]: readonly string[]): string {
	const option = optionsCollection([]).options?.find((each) => each.name === name);
	if (option === undefined || !('displayName' in option)) return name;
	const groups = 'options' in option ? (option.options ?? []) : [];
	const field = groups.flatMap((group) => ('values' in group ? group.values : [])).find((each) => each.name === inner);
	return field === undefined ? option.displayName : `${option.displayName}: ${field.displayName}`;
}

/** Never throws. @returns the layout as far as its options can be read, whatever is wrong with the other parameters. */
export function readLayoutAlone(context: IExecuteFunctions): Layout {
	const { outputField, routeByVerdict } = optionFields.shape;
	return {
		outputPath: readOr(['lookup'], () =>
			readOutputPath(context, outputField.parse(context.getNodeParameter('options.outputField', 0, 'lookup'))),
		),
		routeByVerdict: readOr(false, () =>
			isRouted(context, routeByVerdict.parse(context.getNodeParameter('options.routeByVerdict', 0, false))),
		),
	};
}

function readOr<Value>(fallback: Value, read: () => Value): Value {
	try {
		return read();
	} catch {
		return fallback;
	}
}

/** A tool has one output: n8n would hand the model the first one only. */
function isRouted(context: IExecuteFunctions, routeByVerdict: boolean): boolean {
	return routeByVerdict && !isTool(context);
}

function readOutputPath(context: IExecuteFunctions, outputField: string): readonly string[] {
	if (outputField === '') return [];
	const path = outputField.split('.').map((key) => key.trim());
	const refuse = (why: string): never => {
		throw new NodeOperationError(context.getNode(), `The option "Output Field" cannot be "${outputField}"`, {
			description: `${why} Choose another name, such as "lookup" or "contact.lookup".`,
		});
	};
	if (path.includes('')) refuse('A name before or after a dot is missing.');
	// Retry On Fail asks, and so pays, again for an "error"; the error output takes items of nothing but these three.
	const [first = ''] = path;
	if (['error', 'message', 'details'].includes(first)) refuse(`n8n knows failed items by their field "${first}".`);
	if (path.some((key) => ['__proto__', 'constructor', 'prototype'].includes(key)))
		refuse('JavaScript reserves this name.');
	return path;
}
