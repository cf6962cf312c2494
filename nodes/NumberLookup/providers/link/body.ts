/** LINK's JSON, as text in, checked fields out. Pure. */

import { parseJson } from '../replies';

/**
 * "SEND / enumlookup", Response; the direct connection answers with the same fields. Not by a schema: there is nothing to
 * refuse, and one costs ten times as much as the rest of a lookup.
 */
function fieldsOf(json: JsonObject) {
	return {
		tel: textIn(json.tel),
		dc: textIn(json.dc),
		mcc: textIn(json.mcc),
		mnc: textIn(json.mnc),
		cc: textIn(json.cc),
		ndc: textIn(json.ndc),
		lookup: textIn(json.lookup),
		nt: textIn(json.nt),
		imsi: textIn(json.imsi),
		cic: textIn(json.cic),
		cn: textIn(json.cn),
		npdi: textIn(json.npdi),
		tadig: textIn(json.tadig),
		roaming: textIn(json.roaming),
		rn: textIn(json.rn),
		rmcc: textIn(json.rmcc),
		rmnc: textIn(json.rmnc),
		np: textIn(json.np),
		ppcin: textIn(json.ppcin),
		pres: textIn(json.pres),
		e: textIn(json.e),
	};
}

/** A lookup's fields, trimmed; empty where LINK has nothing to tell. */
export type LinkFields = Readonly<ReturnType<typeof fieldsOf>>;

export interface LinkBody {
	/** The status written in the body; 200 where there is none. */
	statusCode: number;
	/** null where the body is no lookup's. */
	fields: LinkFields | null;
}

/** @returns what the text says, or null where it is no whole JSON object. */
export function readLinkBody(text: string): LinkBody | null {
	const json = parseJson(text);
	if (!isObject(json)) return null;
	const bare = readFields(json);
	if (bare !== null) return { statusCode: 200, fields: bare };
	const { statuscode, response } = json;
	return { statusCode: statusCodeIn(statuscode), fields: isObject(response) ? readFields(response) : null };
}

/** A lookup's answer has a `tel` or an `e` and tells something in some field; all blank, it is none that LINK documents. */
function readFields(json: JsonObject): LinkFields | null {
	if (!Object.hasOwn(json, 'tel') && !Object.hasOwn(json, 'e')) return null;
	const fields = fieldsOf(json);
	return Object.values(fields).some((value) => value !== '') ? fields : null;
}

/** Every field is text by the document; a number is tolerated, anything else counts as not available, as `na` does. */
function textIn(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value).trim();
	return text.toLowerCase() === 'na' ? '' : text;
}

/** The document's tables wrap the fields, its own sample program reads them bare: both are accepted. */
function statusCodeIn(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : 200;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
