import { type CountryCode } from 'libphonenumber-js/max';

import { readNumber } from '../../nodes/NumberLookup/lookup/number';

function read(text: string, country: CountryCode | null): { e164: string; change: string | undefined } {
	const reading = readNumber(text, country);
	if (!reading.ok) throw new Error(`${text}: ${reading.reason}`);
	const { e164, notes } = reading.number.facts();
	return { e164, change: notes.planChange };
}

describe('a number written for a plan that has changed', () => {
	it.each<[string, CountryCode | null, string, RegExp]>([
		['044 55 1234 5678', 'MX', '+525512345678', /Mexico/],
		['045 55 1234 5678', 'MX', '+525512345678', /Mexico/],
		['01 55 1234 5678', 'MX', '+525512345678', /Mexico/],
		['445512345678', 'MX', '+525512345678', /Mexico/],
		['15512345678', 'MX', '+525512345678', /Mexico/],
		['+52 1 55 1234 5678', null, '+525512345678', /Mexico/],
		['+52 044 55 1234 5678', null, '+525512345678', /Mexico/],
		['+229 97 12 34 56', null, '+2290197123456', /Benin/],
		['97 12 34 56', 'BJ', '+2290197123456', /Benin/],
		['+225 51 22 00 00', null, '+2250151220000', /Côte d’Ivoire/],
		['+225 05 12 34 56', null, '+2250505123456', /Côte d’Ivoire/],
		['08 12 34 56', 'CI', '+2250708123456', /Côte d’Ivoire/],
		['+54 9 11 15 2345 6789', null, '+5491123456789', /Argentina/],
		['+55 11 8765-4321', null, '+5511987654321', /Brazil/],
		['(081) 8832-7966', 'BR', '+5581988327966', /Brazil/],
		['0164 654 5327', 'VN', '+84346545327', /Vietnam/],
		['+84 120 380 3765', null, '+84703803765', /Vietnam/],
		['+237 95 12 34 56', null, '+237695123456', /Cameroon/],
		['+57 1 770 1048', null, '+576017701048', /Colombia/],
		['+56 2 596 5611', null, '+56225965611', /Chile/],
		['8 0441234567', 'UA', '+380441234567', /Ukraine/],
		['+48 0586774478', null, '+48586774478', /Poland/],
		['+39 90377129', null, '+39090377129', /Italian/],
		['0692 12 34 56', 'FR', '+262692123456', /overseas/],
		['+33 6 90 12 34 56', null, '+590690123456', /overseas/],
		['694123456', 'FR', '+594694123456', /overseas/],
		['24257173992', 'CG', '+242057173992', /Congolese/],
	])('%s in %p is %s today', (text, country, e164, change) => {
		expect(read(text, country)).toEqual({ e164, change: expect.stringMatching(change) as unknown });
	});

	it.each<[string, CountryCode | null, string]>([
		['+52 55 1234 5678', null, '+525512345678'],
		// Nextel kept eight digits, and landlines too.
		['+55 11 7765-4321', null, '+551177654321'],
		['+55 11 3765-4321', null, '+551137654321'],
		['06 98 12 34 56', 'FR', '+33698123456'],
		['011 15 2345 6789', 'AR', '+5491123456789'],
	])('%s in %p is left as it is', (text, country, e164) => {
		expect(read(text, country)).toEqual({ e164, change: undefined });
	});
});

describe('a number of a machine, longer than the bundled plan knows', () => {
	it.each([
		'+47 5800 0012 3456',
		'+46 719 123 456 7890',
		'+45 3712 3456 7890',
		'+33 700 0123 456 789',
		'+86 1064712345678',
	])('%s is read, and of no known line type', (text) => {
		const reading = readNumber(text, null);
		expect(reading.ok && reading.number.facts()).toMatchObject({ e164: text.replaceAll(' ', ''), lineType: null });
	});

	it.each(['+47 5200 0012 3456', '+46 709 123 456 7890'])('%s, in another range, is not', (text) => {
		expect(readNumber(text, null).ok).toBe(false);
	});
});
