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
	{ name: 'Arabic (ISO-8859-6)', value: 'iso-8859-6' },
	{ name: 'Arabic (Windows-1256)', value: 'windows-1256' },
	{ name: 'Baltic (ISO-8859-13)', value: 'iso-8859-13' },
	{ name: 'Baltic (Windows-1257)', value: 'windows-1257' },
	{ name: 'Central European (ISO-8859-2)', value: 'iso-8859-2' },
	{ name: 'Central European (Windows-1250)', value: 'windows-1250' },
	{ name: 'Chinese, Simplified (GB18030)', value: 'gb18030' },
	{ name: 'Chinese, Simplified (GBK)', value: 'gbk' },
	{ name: 'Chinese, Traditional (Big5)', value: 'big5' },
	{ name: 'Cyrillic (IBM866)', value: 'ibm866' },
	{ name: 'Cyrillic (ISO-8859-5)', value: 'iso-8859-5' },
	{ name: 'Cyrillic (KOI8-R)', value: 'koi8-r' },
	{ name: 'Cyrillic (KOI8-U)', value: 'koi8-u' },
	{ name: 'Cyrillic (Macintosh)', value: 'x-mac-cyrillic' },
	{ name: 'Cyrillic (Windows-1251)', value: 'windows-1251' },
	{ name: 'Greek (ISO-8859-7)', value: 'iso-8859-7' },
	{ name: 'Greek (Windows-1253)', value: 'windows-1253' },
	{ name: 'Hebrew (ISO-8859-8)', value: 'iso-8859-8' },
	{ name: 'Hebrew (Windows-1255)', value: 'windows-1255' },
	{ name: 'Japanese (EUC-JP)', value: 'euc-jp' },
	{ name: 'Japanese (ISO-2022-JP)', value: 'iso-2022-jp' },
	{ name: 'Japanese (Shift JIS)', value: 'shift_jis' },
	{ name: 'Korean (EUC-KR)', value: 'euc-kr' },
	{ name: 'Nordic (ISO-8859-10)', value: 'iso-8859-10' },
	{ name: 'South European (ISO-8859-3)', value: 'iso-8859-3' },
	{ name: 'Thai (Windows-874)', value: 'windows-874' },
	{ name: 'Turkish (Windows-1254)', value: 'windows-1254' },
	{ name: 'UTF-16 (Big Endian)', value: 'utf-16be' },
	{ name: 'UTF-16 (Little Endian)', value: 'utf-16le' },
	{ name: 'UTF-8', value: 'utf-8' },
	{ name: 'Vietnamese (Windows-1258)', value: 'windows-1258' },
	{ name: 'Western European (ISO-8859-15)', value: 'iso-8859-15' },
	{ name: 'Western European (Macintosh)', value: 'macintosh' },
	{ name: 'Western European (Windows-1252)', value: 'windows-1252' },
];

export const quoteChoices: INodePropertyOptions[] = [
	findOut,
	{ name: "Apostrophe (')", value: "'" },
	{ name: 'None', value: 'none' },
	{ name: 'Quotation Mark (")', value: '"' },
];
