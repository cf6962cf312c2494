/** LINK's JSON, as text in, checked fields out. Pure. */

import { z } from 'zod';

/** Every field is text by the document; a number is tolerated, anything else counts as not available, as `na` does. */
const field = z
	.union([z.string(), z.number()])
	.transform((value) => String(value).trim())
	.transform((value) => (value.toLowerCase() === 'na' ? '' : value))
	.catch('');

/** "SEND / enumlookup", Response; the direct connection answers with the same fields. */
const lookupFields = z.object({
	tel: field,
	dc: field,
	mcc: field,
	mnc: field,
	cc: field,
	ndc: field,
	lookup: field,
	nt: field,
	imsi: field,
	cic: field,
	cn: field,
	npdi: field,
	tadig: field,
	roaming: field,
	rn: field,
	rmcc: field,
	rmnc: field,
	np: field,
	ppcin: field,
	pres: field,
	e: field,
});

/** A lookup's fields, trimmed; empty where LINK has nothing to tell. */
export type LinkFields = z.output<typeof lookupFields>;

/** The document's tables wrap the fields, its own sample program reads them bare: both are accepted. */
const wrapping = z.object({
	statuscode: z
		.union([
			z.number(),
			z
				.string()
				.regex(/^\d{3}$/)
				.transform(Number),
		])
		.catch(200),
	response: z.unknown(),
});

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
	const { statuscode, response } = wrapping.parse(json);
	return { statusCode: statuscode, fields: isObject(response) ? readFields(response) : null };
}

/** A lookup's answer has a `tel` or an `e` and tells something in some field; all blank, it is none that LINK documents. */
function readFields(json: object): LinkFields | null {
	if (!Object.hasOwn(json, 'tel') && !Object.hasOwn(json, 'e')) return null;
	const fields = lookupFields.parse(json);
	return Object.values(fields).some((value) => value !== '') ? fields : null;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
