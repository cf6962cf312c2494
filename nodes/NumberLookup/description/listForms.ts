/** How a list may be written, where the user knows better than the node finds out. */

import type { INodePropertyOptions } from 'n8n-workflow';

const findOut: INodePropertyOptions = { name: 'Detect', value: 'auto' };

export const delimiterChoices: INodePropertyOptions[] = [
	findOut,
	{ name: 'Comma (,)', value: ',' },
	{ name: 'Pipe (|)', value: '|' },
	{ name: 'Semicolon (;)', value: ';' },
	{ name: 'Tab', value: 'tab' },
];

export const encodingChoices: INodePropertyOptions[] = [
	findOut,
	{ name: 'UTF-16 (Big Endian)', value: 'utf-16be' },
	{ name: 'UTF-16 (Little Endian)', value: 'utf-16le' },
	{ name: 'UTF-8', value: 'utf-8' },
	{ name: 'Windows-1252 (Western European)', value: 'windows-1252' },
];

export const quoteChoices: INodePropertyOptions[] = [
	findOut,
	{ name: "Apostrophe (')", value: "'" },
	{ name: 'None', value: 'none' },
	{ name: 'Quotation Mark (")', value: '"' },
];
