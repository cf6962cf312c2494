/** The words of each provider's documents, from which replies are made up; and its documents' own samples. */

import type { ProviderId } from '../../simulator/providers';
import { sampleBody, sampleFields, wrapped } from '../providers/link/bodies';
import type { Language } from './playedReplies';

export const asked = ['447788450450', '46708100100', '41787078880'] as const;

const [first, second, third] = asked;

const link: Language = {
	captures: [sampleBody, wrapped(sampleBody), `${sampleBody}\nbye\n`, `{"tel":"${first}","e":"1B"}`, 'failed\r\n'].map(
		(capture) => capture.replaceAll(sampleFields.tel, first),
	),
	words: ['bye', '\nbye\n', 'failed', 'denied', 'unauthorized', '{"tel":"', '","e":"', '"}', '{"statuscode":401}'],
	fields: [...Object.keys(sampleFields), 'statuscode', 'response', 'tel', 'e', 'e', 'mcc', 'mnc'],
	values: [
		'',
		'na',
		'NA',
		'yes',
		'no',
		'hlr',
		'mnp',
		'mobile',
		'fixed',
		'234',
		'15',
		'1B',
		'1',
		'F0',
		'F2',
		'F3',
		'22',
		'7f',
	],
};

const languages: Partial<Record<ProviderId, Language>> = {
	sinch: {
		captures: ['result=OK;imsi=24008;location=46', 'result=OK;imsi=240081234567890', 'result=ABSENT_SUBSCRIBER_SM'],
		words: [
			'result=',
			'OK',
			'imsi=',
			'24008',
			'location=',
			';',
			'UNKNOWN_SUBSCRIBER',
			'REQUEST_THROTTLED',
			'TIMEOUT',
			'msisdn is invalid',
			'Mandatory parameter msisdn not found',
			'result=OK;imsi=',
		],
		fields: [],
		values: [],
	},
	comcetera: {
		captures: [
			`QUERYOK\n${first} 23415,447785014185,234158341040126\n${second} ERR1\n${third} 22803\nENDBATCH\n`,
			`QUERYOK\r\n${second} ERR29\r\n${first}\r\n${third} 23410,,\r\nENDBATCH\r\n`,
			'FAIL Invalid password\n',
			'ERR ACCOUNT LOCKED since May',
			'FAIL Request too long',
			'FAIL Too many connections',
		],
		words: [
			'QUERYOK\n',
			'QUERYOK\r\n',
			'\nENDBATCH\n',
			'ENDBATCH',
			'23415',
			',',
			'ERR1',
			'ERR29',
			'ERR',
			'FAIL ',
			'447785014185',
			'234158341040126',
			'\n',
			`\n${first} `,
			`\n${second} `,
			`\n${third} `,
		],
		fields: [],
		values: [],
	},
	horisen: {
		captures: [
			'IMM QID:135c5eea MCC:310 MNC:260 ERRCODE:151 ERRDESC:From the prefix',
			`{"imm":{"qid":"1","msisdn":"${first}","mcc":"310","mnc":"260","errcode":"000","errdesc":""}}`,
			'ERR 103 No such account',
			'{"err":{"errcode":"113","errdesc":"No credit"}}',
		],
		words: [
			'IMM ',
			'QID:',
			'MCC:',
			'MNC:',
			'ERRCODE:',
			'ERRDESC:',
			'ERR ',
			'000',
			'151',
			'140',
			'113',
			'310',
			'260',
			'MSISDN:',
		],
		fields: ['qid', 'msisdn', 'mcc', 'mnc', 'errcode', 'errcode', 'errdesc', 'ERRCODE', 'imm', 'err'],
		values: ['000', '151', '140', '101', '103', '104', '113', '999', '310', '260', ''],
	},
	linkGateway: link,
	linkDirect: link,
};

/** @returns a provider's language; without one of its own, all that others say. */
export function languageOf(id: ProviderId): Language {
	const all = Object.values(languages);
	const everyLanguage = {
		captures: all.flatMap(({ captures }) => captures),
		words: all.flatMap(({ words }) => words),
		fields: all.flatMap(({ fields }) => fields),
		values: all.flatMap(({ values }) => values),
	};
	return languages[id] ?? everyLanguage;
}
