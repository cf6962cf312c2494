/** Reads what only lists have: which columns hold what, how the list is written, and what is to be made of it. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import { encodingOf } from '../list/encodingNames';
import type { FileWishes } from '../list/openFile';
import { type ResultField, resultFields } from '../reference/resultFields';
import { amount, flag, isEmpty, number, ofOptions, oneOf, parseOptions } from './readOptions';

/** The same for all lists of a run. */
export interface ListSettings {
	/** One for each column to add. */
	fields: readonly ResultField[];
	/** One file of all rows in place of three. */
	isEnriched: boolean;
	reading: FileWishes;
	/** Whether the new files are CSV whatever the list is. */
	asCsv: boolean;
	/** null where it is not given. */
	pricePerLookup: number | null;
}

/** What may differ from list to list. */
export interface ListParameters {
	/** The name of a field of the item, or what an expression gives in its place: the file itself, as n8n knows it. */
	binaryField: unknown;
	numberColumn: string;
	/** Empty where there is none. */
	countryColumn: string;
	/** Empty where numbers are international. */
	defaultCountry: string;
}

const findOut = 'auto' as const;

/** A delimiter is a letter of the list: a tab or a space is no blank field. */
const delimiterOption = z.preprocess(
	(value) =>
		value === 'tab' || value === '\\t' ? '\t' : value === '\t' || value === ' ' || !isEmpty(value) ? value : findOut,
	z.string({ invalid_type_error: 'must be text' }).regex(/^(?:auto|[^"'\r\n])$/, 'must be a single character, or tab'),
);

const encodingOption = z.preprocess(
	(value) => (isEmpty(value) ? findOut : value),
	z.string({ invalid_type_error: 'must be text' }).transform((label, context) => {
		const encoding = label === findOut ? findOut : encodingOf(label);
		if (encoding !== null) return encoding;
		context.addIssue({
			code: 'custom',
			message: 'must be an encoding that Node.js knows by this name, such as utf-8, windows-1250 or gbk',
		});
		return z.NEVER;
	}),
);

/** A position may come as a number. */
const sheetOption = z.preprocess(
	(value) => (typeof value === 'number' ? String(value) : isEmpty(value) ? '' : value),
	z.string({ invalid_type_error: 'must be text or a number' }),
);

const listOptions = ofOptions(
	z.object({
		delimiter: delimiterOption,
		encoding: encodingOption,
		headerLine: number(1, amount.refine(Number.isInteger, 'must be a whole number')),
		headerRow: flag(true),
		outputFormat: oneOf(['same', 'csv'], 'same'),
		pricePerLookup: number(0, amount),
		quote: oneOf([findOut, '"', "'", 'none'], findOut),
		sheet: sheetOption,
	}),
);

/** @throws NodeOperationError that names the field. */
export function readListSettings(context: IExecuteFunctions): ListSettings {
	const { delimiter, quote, encoding, headerLine, headerRow, outputFormat, pricePerLookup, sheet } = parseOptions(
		context,
		listOptions,
	);
	return {
		fields: readFields(context),
		isEnriched: context.getNodeParameter('outputFiles', 0, 'threeFiles') === 'enriched',
		reading: {
			delimiter: orNull(delimiter),
			quote: quote === 'none' ? '' : orNull(quote),
			encoding: orNull(encoding),
			hasHeader: headerRow,
			firstLine: headerLine,
			sheet,
		},
		asCsv: outputFormat === 'csv',
		pricePerLookup: pricePerLookup === 0 ? null : pricePerLookup,
	};
}

/** @returns null for what is to be found out. */
function orNull<Value extends string>(value: Value): Exclude<Value, typeof findOut> | null {
	return isKnown(value) ? value : null;
}

function isKnown<Value extends string>(value: Value): value is Exclude<Value, typeof findOut> {
	return value !== findOut;
}

export function readListParameters(context: IExecuteFunctions, itemIndex: number): ListParameters {
	const text = (name: string): string => {
		const value: unknown = context.getNodeParameter(name, itemIndex, '');
		return typeof value === 'string' ? value : isEmpty(value) ? '' : JSON.stringify(value);
	};
	return {
		binaryField: context.getNodeParameter('binaryPropertyName', itemIndex, ''),
		numberColumn: text('numberColumn'),
		countryColumn: text('countryColumn'),
		defaultCountry: text('defaultCountry'),
	};
}

/** The reason is always among them, for rows that a person should look at. */
function readFields(context: IExecuteFunctions): ResultField[] {
	const chosen: unknown = context.getNodeParameter('columns', 0, []);
	const names: unknown[] = Array.isArray(chosen) ? chosen : typeof chosen === 'string' ? chosen.split(',') : [chosen];
	const fields = names.map((name) => (typeof name === 'string' ? name.trim() : name)).filter((name) => name !== '');
	const stranger = fields.find((name) => !isField(name));
	if (stranger !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The field "Columns to Add" names a field that does not exist: ${JSON.stringify(stranger)}`,
			{
				description: `Choose from the list, or let the expression give some of: ${Object.keys(resultFields).join(', ')}.`,
			},
		);
	}
	return [...new Set([...fields.filter(isField), 'statusMessage' as const])];
}

function isField(name: unknown): name is ResultField {
	return typeof name === 'string' && Object.hasOwn(resultFields, name);
}
