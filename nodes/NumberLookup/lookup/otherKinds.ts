/** What stands in columns of phone numbers and is none, though it is made of digits. Pure. */

/** @returns a sentence that says what the text is; null where it may be a phone number. */
export function otherKindOf(text: string): string | null {
	if (isDate(text)) return 'A date or time, not a phone number.';
	return isNetworkAddress(text) ? 'An address of a computer, not a phone number.' : null;
}

const isoDate = /^(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:[T\s].*)?$/;
const otherDate = /^(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?:[,\s]+.*:.*)?$/;
const times = /^\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:-|–|to|bis)\s*\d{1,2}:\d\d)?(?:\s*[ap]\.?m\.?)?$/i;

function isDate(text: string): boolean {
	return isoDate.test(text) || otherDate.test(text) || times.test(text);
}

/** Groups of two digits each are how Danes write numbers. */
function isNetworkAddress(text: string): boolean {
	const groups = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1) ?? [];
	return (
		groups.some((group) => group.length !== 2) &&
		groups.every((group) => /^(?:0|[1-9]\d*)$/.test(group) && Number(group) < 256)
	);
}
