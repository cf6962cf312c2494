/** One number's line: `msisdn SP code[,msc[,imsi]]` (API Details v2.4, "Number Lookup Responses"). Pure. */

import { networkCodes } from '../../reference/networks';
import type { Answer } from '../provider';
import { sentenceOfUnlistedCode } from '../unlistedCode';
import { statusOfError } from './codes';

/** @returns the MSISDN that the line speaks of and its answer, or null where it is no such line. */
export function readNumberLine(line: string): { msisdn: string; answer: Answer } | null {
	const parts = /^\+?(\d{1,15})(?:[ \t]+(.*))?$/.exec(line.trimEnd());
	const msisdn = parts?.[1];
	if (msisdn === undefined) return null;
	const [code = '', msc = '', imsi = ''] = (parts?.[2] ?? '').split(',').map((field) => field.trim());
	const answer = { ...readCode(code), providerCode: code, ...readSubscriber(msc, imsi), raw: line };
	return { msisdn, answer };
}

type OfCode = Pick<Answer, 'status' | 'message' | 'mcc' | 'mnc' | 'lookupType' | 'reachable'>;

function readCode(code: string): OfCode {
	if (code === '') return { status: 'no_information' };
	const error = /^ERR(\d{1,4})$/i.exec(code)?.[1];
	if (error !== undefined) return readError(code, Number(error));
	const network = networkCodes(code.slice(0, 3), code.slice(3));
	return network === null ? { status: 'unexpected_data' } : { status: 'ok', ...network };
}

/** Only an HLR speaks of the subscriber, so an ERR code is a live answer. */
function readError(code: string, error: number): OfCode {
	const status = statusOfError.get(error);
	if (status === undefined) {
		return { status: 'unexpected_data', message: sentenceOfUnlistedCode(code, error), lookupType: 'hlr' };
	}
	return status === 'absent_subscriber'
		? { status, lookupType: 'hlr', reachable: false }
		: { status, lookupType: 'hlr' };
}

type OfSubscriber = Pick<Answer, 'msc' | 'location' | 'imsi' | 'lookupType' | 'reachable' | 'details'>;

/** MSC and IMSI come "if supported", so either can be missing or empty; what is neither is kept as it came. */
function readSubscriber(msc: string, imsi: string): OfSubscriber {
	const servingMsc = /^\+?(\d{5,15})$/.exec(msc)?.[1];
	const isFullImsi = /^\d{14,15}$/.test(imsi);
	const details: Record<string, string> = {};
	if (servingMsc === undefined && msc !== '') details.msc = msc;
	if (!isFullImsi && imsi !== '') details.imsi = imsi;
	return {
		// A handset has a serving MSC only while it is registered there, which only a live query tells.
		...(servingMsc === undefined
			? {}
			: { msc: servingMsc, location: servingMsc, lookupType: 'hlr' as const, reachable: true }),
		...(isFullImsi ? { imsi } : {}),
		details,
	};
}
