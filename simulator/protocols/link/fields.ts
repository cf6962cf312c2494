/** The fields of every LINK answer, blank, in the order of the document's sample (Direct connection). */

export const blankFields = {
	cc: '',
	lookup: '',
	np: '',
	mnc: '',
	roaming: '',
	pres: '',
	rmnc: '',
	tadig: '',
	e: '',
	nt: '',
	cn: '',
	imsi: '',
	ndc: '',
	mcc: '',
	rmcc: '',
	npdi: '',
	ppcin: '',
	tel: '',
	rn: '',
	cic: '',
	dc: '',
};

/** All fields are strings; empty and `na` mean not available. */
export type LinkFields = typeof blankFields;
