/** Ranges for machines (M2M) that are longer than the bundled plans know: all digits behind the calling code. One line a range. */

const ranges: Readonly<Record<string, RegExp>> = {
	'32': /^77\d{11}$/, // BIPT: 77, thirteen
	'33': /^700[0-4]\d{9}$/, // ARCEP decision 2012-0855: 0700, fourteen with the 0
	'34': /^59\d{11}$/, // CNMC: 59, thirteen
	'45': /^37\d{10}$/, // the plan of 2016: 37, twelve
	'46': /^(?:719\d{10}|710\d{10})$/, // PTS: 719 and 710, thirteen
	'47': /^58\d{10}$/, // Nkom: 58, twelve digits
	'86': /^(?:1064[78]\d{8}|14[0-4]\d{10})$/, // MIIT: 10647, 10648 and 140 to 144, thirteen
	'262': /^700[5-9]\d{8}$/, // ARCEP decision 2012-0855: 0700, thirteen with the 0
	'590': /^700[5-9]\d{8}$/, // ARCEP decision 2012-0855: 0700, thirteen with the 0
	'594': /^700[5-9]\d{8}$/, // ARCEP decision 2012-0855: 0700, thirteen with the 0
	'596': /^700[5-9]\d{8}$/, // ARCEP decision 2012-0855: 0700, thirteen with the 0
};

/** @param nationalNumber all digits behind the calling code. */
export function isInLongerRange(callingCode: string, nationalNumber: string): boolean {
	return ranges[callingCode]?.test(nationalNumber) ?? false;
}
