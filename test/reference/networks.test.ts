import fc from 'fast-check';
import { all } from 'mcc-mnc-list';

import { networkOf, splitImsi } from '../../nodes/NumberLookup/reference/networks';

describe('the network of an MCC and MNC', () => {
	it.each([
		['234', '15', 'GB', { name: 'Vodafone UK', country: 'GB' }],
		['234', '30', 'GB', { name: 'EE', country: 'GB' }],
		['228', '03', 'CH', { name: 'Salt', country: 'CH' }],
		// Listed as not operational, and in daily use.
		['240', '08', 'SE', { name: 'Telenor', country: 'SE' }],
	])('%s-%s is known by the name that customers know', (mcc, mnc, preferred, network) => {
		expect(networkOf(mcc, mnc, preferred)).toEqual(network);
	});

	it('tells an MNC of two digits from one of three', () => {
		expect(networkOf('338', '05', 'JM')).toEqual({ name: 'Digicel', country: 'JM' });
		expect(networkOf('338', '050', 'BM')).toEqual({ name: 'Digicel Bermuda', country: 'BM' });
		expect(networkOf('228', '003', 'CH')?.name).toBeNull();
		expect(networkOf('228', '3', 'CH')?.name).toBeNull();
	});

	describe('that serves several countries', () => {
		it.each([
			['310', '260', 'PR', 'PR'],
			['310', '260', 'US', 'US'],
			['310', '260', 'VI', 'VI'],
			['234', '50', 'JE', 'JE'],
			['362', '69', 'CW', 'CW'],
			['505', '01', 'CX', 'CX'],
		])('%s-%s is in the preferred country %s', (mcc, mnc, preferred, country) => {
			expect(networkOf(mcc, mnc, preferred)?.country).toBe(country);
		});

		it.each([
			['310', '260', null, 'US'],
			['310', '260', 'DE', 'US'],
			['234', '50', null, 'GB'],
			['505', '01', null, 'AU'],
			// No main country among BQ, CW and SX: better none than a guess.
			['362', '69', null, null],
		])('%s-%s with %p preferred falls to the main country, if there is one: %p', (mcc, mnc, preferred, country) => {
			expect(networkOf(mcc, mnc, preferred)?.country).toBe(country);
		});

		it('has the name that it has in the country chosen', () => {
			expect(networkOf('310', '410', 'US')).toEqual({ name: 'AT&T', country: 'US' });
			expect(networkOf('310', '410', 'VI')).toEqual({ name: 'Liberty', country: 'VI' });
		});
	});

	it('has its own country where the preferred one is another', () => {
		expect(networkOf('234', '15', 'JE')).toEqual({ name: 'Vodafone UK', country: 'GB' });
	});

	it('reads a subdivision as its country', () => {
		expect(networkOf('289', '67', null)).toEqual({ name: 'Aquafon', country: 'GE' });
	});

	it('has no country at sea and in space', () => {
		expect(networkOf('901', '14', 'GB')).toEqual({ name: 'AeroMobile', country: null });
	});

	it('has no name where the code is given to nobody', () => {
		expect(networkOf('901', '02', null)).toEqual({ name: null, country: null });
	});

	it('keeps the country where the MNC is newer than the list', () => {
		expect(networkOf('228', '97', null)).toEqual({ name: null, country: 'CH' });
		expect(networkOf('228', '', null)).toEqual({ name: null, country: 'CH' });
	});

	it.each([
		['999999', '01'],
		['000', '01'],
		['', ''],
	])('is nothing where the MCC %p is not listed', (mcc, mnc) => {
		expect(networkOf(mcc, mnc, 'GB')).toBeNull();
	});
});

describe('an IMSI', () => {
	it.each([
		['24008', '240', '08'],
		['24004', '240', '04'],
		['310260', '310', '260'],
		['23457', '234', '57'],
		['00101', '001', '01'],
		['302720', '302', '720'],
	])('of MCC and MNC alone, %s, splits after the MCC', (imsi, mcc, mnc) => {
		expect(splitImsi(imsi)).toEqual({ mcc, mnc });
	});

	it.each([
		['234158341040126', '234', '15'],
		['228030000000001', '228', '03'],
		['310260123456789', '310', '260'],
		// 338-05 is listed too; the longer code is the more exact.
		['338050123456789', '338', '050'],
		['338051234567890', '338', '05'],
		// Listed under neither length: as the country's other networks.
		['228971234567890', '228', '97'],
		['310999123456789', '310', '999'],
		['999999999999999', '999', '999'],
		['123451234567890', '123', '45'],
	])('in full, %s, splits into %s and %s', (imsi, mcc, mnc) => {
		expect(splitImsi(imsi)).toEqual({ mcc, mnc });
	});

	it.each(['', '2400', '1234567890123456', '24008x', '+24008', ' 24008', '２４００８'])('is not %p', (imsi) => {
		expect(splitImsi(imsi)).toBeNull();
	});

	it('of five or six digits that are a listed code splits into that code', () => {
		const codes = all().filter(({ mnc }) => /^\d{2,3}$/.test(mnc));
		expect(codes.length).toBeGreaterThan(3000);
		for (const { mcc, mnc } of codes) expect(splitImsi(mcc + mnc)).toEqual({ mcc, mnc });
	});

	it('loses no digit of its MCC and MNC', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^\d{5,15}$/), (imsi) => {
				const split = splitImsi(imsi);
				expect(imsi.startsWith(`${split?.mcc}${split?.mnc}`)).toBe(true);
				expect(split?.mcc).toHaveLength(3);
				expect(split?.mnc).toMatch(/^\d{2,3}$/);
			}),
		);
	});
});
