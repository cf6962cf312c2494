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

	it('tells an MNC of two digits from one of three where both are listed', () => {
		expect(networkOf('310', '59', 'BM')).toEqual({ name: 'Cellular One', country: 'BM' });
		expect(networkOf('310', '590', 'US')).toEqual({ name: 'Verizon', country: 'US' });
		expect(networkOf('738', '00', 'GY')?.name).toBe('E-Networks');
		expect(networkOf('738', '002', 'GY')?.name).toBe('GT&T Cellink Plus');
	});

	describe('whose MNC a provider writes with another length than the list', () => {
		it.each([
			// Three digits for two: a 0 in front, as in the domain names of 3GPP TS 23.003, or else behind.
			['228', '003', 'CH', 'Salt'],
			['234', '015', 'GB', 'Vodafone UK'],
			['234', '020', 'GB', '3'],
			['416', '770', 'JO', 'Orange'],
			['706', '040', 'SV', 'Movistar'],
			['374', '200', 'TT', 'bmobile'],
			// Two digits for three.
			['334', '02', 'MX', 'Telcel'],
			['302', '72', 'CA', 'Rogers Wireless'],
			['310', '26', 'US', 'T-Mobile'],
			['708', '02', 'HN', 'Tigo'],
			['722', '34', 'AR', 'Personal'],
		])('%s-%s is found in %s: %s', (mcc, mnc, country, name) => {
			expect(networkOf(mcc, mnc, country)).toEqual({ name, country });
		});

		it.each([
			['334', '20', 'MX', '020 is Telcel, 200 is Virgin Mobile'],
			['310', '12', 'US', '012 is Verizon, 120 is T-Mobile'],
			['228', '3', 'CH', 'no MNC has one digit'],
			['228', '971', 'CH', 'there is no 0 to leave out'],
		])('%s-%s is not guessed in %s: %s', (mcc, mnc, country) => {
			expect(networkOf(mcc, mnc, country)).toEqual({ name: null, country });
		});
	});

	it('338-050 serves the same Caribbean countries as 338-05', () => {
		for (const mnc of ['05', '050'])
			for (const country of ['JM', 'KY', 'LC', 'MS']) {
				expect(networkOf('338', mnc, country)).toEqual({ name: 'Digicel', country });
			}
		expect(networkOf('338', '050', 'BM')).toEqual({ name: 'Digicel', country: 'BM' });
	});

	describe('newer than the list', () => {
		it.each([
			['636', '02', 'ET', 'Safaricom'],
			['434', '10', 'UZ', 'Humans'],
			['724', '40', 'BR', 'Telecall'],
			['234', '87', 'GB', 'Lebara'],
			['334', '200', 'MX', 'Virgin Mobile'],
			['616', '07', 'BJ', 'Celtiis'],
			['505', '59', 'AU', 'Starlink'],
			['206', '12', 'BE', 'DIGI'],
			['724', '77', 'BR', 'Brisanet'],
		])('%s-%s is in %s, %s', (mcc, mnc, country, name) => {
			expect(networkOf(mcc, mnc, country)).toEqual({ name, country });
			expect(networkOf(mcc, mnc, null)).toEqual({ name, country });
		});

		it.each([
			['530', '01', 'NZ', 'One NZ'],
			['204', '16', 'NL', 'Odido'],
			['216', '70', 'HU', 'One'],
			['238', '20', 'DK', 'Norlys'],
			['268', '02', 'PT', 'DIGI'],
			['414', '06', 'MM', 'ATOM'],
			['620', '02', 'GH', 'Telecel'],
			['621', '60', 'NG', 'T2'],
			['640', '02', 'TZ', 'Yas'],
			['466', '89', 'TW', 'Taiwan Mobile'],
		])('%s-%s has the new name in %s: %s', (mcc, mnc, country, name) => {
			expect(networkOf(mcc, mnc, null)).toEqual({ name, country });
		});

		it.each([
			// Merged or sold, and still known by its own brand.
			['234', '15', 'Vodafone UK'],
			['234', '20', '3'],
			['222', '10', 'Vodafone'],
			['410', '06', 'Telenor'],
			['748', '07', 'Movistar'],
			// New not long ago, and in the list already.
			['262', '23', '1&1'],
			['440', '11', 'Rakuten Mobile'],
			['222', '50', 'Iliad'],
			['221', '01', 'Vala'],
		])('%s-%s keeps its name: %s', (mcc, mnc, name) => {
			expect(networkOf(mcc, mnc, null)?.name).toBe(name);
		});
	});

	describe('that is listed badly', () => {
		it.each([
			['a country for a name', '240', '04', '3GIS (3 and Telenor)'],
			['a test for a name', '206', '71', 'iSea'],
			['another country’s network', '636', '01', 'Ethio Telecom'],
			['two names run together', '730', '12', 'Colo-Colo Móvil / Wanderers Móvil'],
			['spaces', '313', '630', 'LICT Corporation'],
			['a footnote', '255', '98', 'MKS'],
			['the operator’s legal name, though it has a brand', '310', '820', 'Verizon'],
			['the operator’s legal name, though it has a brand', '208', '91', 'Orange'],
			['the operator’s legal name, and several brands', '232', '02', 'A1 Telekom Austria'],
		])('with %s has its name: %s-%s', (_, mcc, mnc, name) => {
			expect(networkOf(mcc, mnc, null)?.name).toBe(name);
		});

		it('in another country is in its own', () => {
			expect(networkOf('270', '77', 'BE')).toEqual({ name: 'Tango', country: 'LU' });
			expect(networkOf('270', '12', null)).toEqual({ name: null, country: 'LU' });
		});
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
		['350000123456789', '350', '000'],
		['350070123456789', '350', '07'],
		['350007123456789', '350', '007'],
		['311580123456789', '311', '580'],
		['302720123456789', '302', '720'],
		['334020123456789', '334', '020'],
		['722310123456789', '722', '310'],
		['732101123456789', '732', '101'],
		['405840123456789', '405', '840'],
		['405030123456789', '405', '030'],
		['404450123456789', '404', '45'],
		['374130123456789', '374', '130'],
		['374121234567890', '374', '12'],
		['714020123456789', '714', '020'],
		['502146123456789', '502', '146'],
		['502121234567890', '502', '12'],
		['208501123456789', '208', '501'],
		['208011234567890', '208', '01'],
		['214703123456789', '214', '703'],
		['250811234567890', '250', '811'],
		// 310-59 is listed, but no network of MCC 310 really has two digits.
		['310592345678901', '310', '592'],
		['310599345678901', '310', '599'],
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
