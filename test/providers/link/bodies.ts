/** LINK's answers: the document's sample, and the forms around it. */

export const msisdn = '441234567890';

/** "Direct connection", the example response. */
export const sampleFields = {
	cc: 'GBR',
	lookup: 'hlr',
	np: 'na',
	mnc: '30',
	roaming: 'na',
	pres: 'na',
	rmnc: '',
	tadig: 'GBRME',
	e: '',
	nt: 'mobile',
	cn: 'EE-TM-23430',
	imsi: '23430',
	ndc: '7506',
	mcc: '234',
	rmcc: '',
	npdi: '',
	ppcin: 'EE',
	tel: msisdn,
	rn: '',
	cic: '44548',
	dc: '44',
};

export const sampleBody = JSON.stringify(sampleFields);

export const blankFields: Readonly<Record<string, string>> = Object.fromEntries(
	Object.keys(sampleFields).map((name) => [name, '']),
);

/** The sample with other values. */
export function bodyWith(change: Readonly<Record<string, unknown>>): string {
	return JSON.stringify({ ...sampleFields, ...change });
}

/** An answer that is blank but for some fields. */
export function blankBody(filled: Readonly<Record<string, unknown>>): string {
	return JSON.stringify({ ...blankFields, ...filled });
}

/** As the document's tables show it. */
export function wrapped(body: string): string {
	return `{"statuscode":200,"response":${body}}`;
}
