/** The parameters of the operation Scrub List. */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { resultFields, usualFields } from '../reference/resultFields';

const listOnly: IDisplayOptions = { show: { operation: ['scrubList'] } };

export const inputFile: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Field of the input item that holds the list: a CSV file, or an Excel workbook (.xlsx)',
	hint: 'The name of the input field containing the file to be processed',
	displayOptions: listOnly,
};

/** No list to choose from: n8n shows an editor the parameters of a node, but never the files of its input. */
export const numberColumn: INodeProperties = {
	displayName: 'Number Column',
	name: 'numberColumn',
	type: 'string',
	required: true,
	default: 'phone',
	placeholder: 'e.g. phone',
	description:
		'Column with the phone numbers: its name in the first row of the list, or its position, where 1 is the first column',
	displayOptions: listOnly,
};

export const countryColumn: INodeProperties = {
	displayName: 'Country Column',
	name: 'countryColumn',
	type: 'string',
	default: '',
	placeholder: 'e.g. country',
	description:
		'Column with the country of each number, by name or position. Where it is empty, Default Country counts. Leave empty if there is none.',
	displayOptions: listOnly,
};

export const outputFiles: INodeProperties = {
	displayName: 'Output Files',
	name: 'outputFiles',
	type: 'options',
	default: 'threeFiles',
	description: 'The files to make of the list; together they hold each of its rows once, in the order of the list',
	displayOptions: listOnly,
	options: [
		{
			name: 'Clean, Rejected and Review',
			value: 'threeFiles',
			description: 'Three files: valid numbers, invalid ones, and those that a person should look at',
		},
		{ name: 'One Enriched File', value: 'enriched', description: 'All rows in one file' },
	],
};

export const columns: INodeProperties = {
	displayName: 'Columns to Add',
	name: 'columns',
	type: 'multiOptions',
	default: [...usualFields],
	description: 'Fields of the result to put after the columns of the list, in this order',
	displayOptions: listOnly,
	options: Object.entries(resultFields)
		.map(([value, name]) => ({ name, value }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en')),
};
