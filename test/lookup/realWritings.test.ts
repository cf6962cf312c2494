/** What people really have in their sheets, forms and address books, from public reports: one line a kind and more. */

import { countryCode } from '../../nodes/NumberLookup/reference/countries';
import { planLookups } from '../../nodes/NumberLookup/lookup/plan';
import { ReadingCounts } from '../../nodes/NumberLookup/lookup/readingCounts';

/** @returns the number of each row, or the status of a row without one. */
function rowsOf(phoneNumber: string, country: string): string[] {
	const { rows } = planLookups([{ phoneNumber, defaultCountry: country }]);
	return rows.map(({ number, problem }) => number?.e164 ?? problem?.status ?? '');
}

const kinds: Readonly<Record<string, ReadonlyArray<readonly [written: string, country: string, ...read: string[]]>>> = {
	'zeros that a spreadsheet ate': [
		['15123456789', 'DE', '+4915123456789'],
		['17612345678', 'DE', '+4917612345678'],
		['490667921', 'BE', '+32490667921'],
		['431632484', 'AU', '+61431632484'],
		['6641234567', 'AT', '+436641234567'],
		['730907665', 'SE', '+46730907665'],
		['639012345', 'NL', '+31639012345'],
		['8123456789', 'ID', '+628123456789'],
	],
	'the country’s own international prefix': [
		['0011 44 7911 123456', 'AU', '+447911123456'],
		['001 44 7911 123456', 'HK', '+447911123456'],
		['011 44 7911 123456', 'US', '+447911123456'],
		['010-44-7911-123456', 'JP', '+447911123456'],
		['8~10 44 7911 123456', 'RU', '+447911123456'],
		['810447911123456', 'RU', '+447911123456'],
		['000 44 7911 123456', 'KE', '+447911123456'],
		['009 44 7911 123456', 'NG', '+447911123456'],
		['0055 38 95056 9175', 'BR', '+5538950569175'],
		['0044 7911 123456', 'US', '+447911123456'],
	],
	'a plus that is astray': [
		['+0407123456', 'AU', '+61407123456'],
		['+44 +44 7911 123456', '', '+447911123456'],
		['1+951 736 4567', 'US', '+19517364567'],
		['00+447911123456', '', '+447911123456'],
		['++44 7911 123456', '', '+447911123456'],
		['*+62435123456', '', '+62435123456'],
	],
	'a calling code that a form put before a number of another country': [
		['+49+447911123456', 'DE', '+447911123456'],
		['49+447911123456', 'DE', '+447911123456'],
		['+33 +44 7911 123456', 'FR', '+447911123456'],
		['+44 +7911 123456', '', '+447911123456'],
	],
	'00 apart from what follows': [
		['00 91 81233 85335', 'ID', '+918123385335'],
		['(00) 44 7911 123456', 'HK', '+447911123456'],
	],
	'dates, times and other numbers': [
		['2024-01-15', 'DE', 'invalid_number'],
		['15.01.2024', 'DE', 'invalid_number'],
		['1/15/2024 3:45 PM', 'US', 'invalid_number'],
		['08:00-17:00', 'DE', 'invalid_number'],
		['192.168.1.1', 'DE', 'invalid_number'],
		['20.12.34.56', 'DK', '+4520123456'],
		['30 days', 'DE', 'invalid_number'],
		['333 BROADWAY', 'US', 'invalid_number'],
		['30-SEP-2024', 'DE', 'invalid_number'],
	],
	'what stands around and between digits': [
		['+49 30 901820 (2)', '', '+4930901820'],
		['2) 07911 123456', 'GB', '+447911123456'],
		['07911 123456?', 'GB', '+447911123456'],
		['John 07911 123456', 'GB', '+447911123456'],
		['07911 123456 (called 12.03.2024)', 'GB', '+447911123456'],
		['(Vorwahl 030) 901820', 'DE', '+4930901820'],
		['+49 (Mobil 0151) 12345678', '', '+4915112345678'],
		['(0xx11) 98765-4321', 'BR', '+5511987654321'],
		['0151,12345678', 'DE', '+4915112345678'],
		['+13462487799,,86312345678#,,,,*123456#', '', '+13462487799'],
		['600123456-600123457', 'ES', '+34600123456', '+34600123457'],
		['tel:07911%20123456', 'GB', '+447911123456'],
		['sms:+447911123456?body=hi', '', '+447911123456'],
		['https://t.me/c/2012345678/5', '', 'invalid_number'],
	],
	'addresses of chats, messengers, SIP and tel:': [
		['whatsapp:+5215512345678', '', '+525512345678'],
		['447911123456@c.us', 'DE', '+447911123456'],
		['242056861234:3@s.whatsapp.net', '', '+242056861234'],
		['https://wa.me/447911123456?text=hello', 'DE', '+447911123456'],
		['wa.me/+447911123456', '', '+447911123456'],
		['https://api.whatsapp.com/send?phone=447911123456&text=hi', 'DE', '+447911123456'],
		['whatsapp://send?phone=%2B447911123456', '', '+447911123456'],
		['viber://chat?number=%2B447911123456', '', '+447911123456'],
		['https://t.me/+447911123456', '', '+447911123456'],
		['sip:+27821234567@x.example', '', '+27821234567'],
		['"Ann" <sip:+27821234567@x.example;user=phone>;tag=1', '', '+27821234567'],
		['tel:03-331-6005;phone-context=+64', '', '+6433316005'],
		['tel:+1-650-253-0000;ext=12', '', '+16502530000'],
		['184069530861739@lid', '', 'invalid_number'],
		['120363041234567890@g.us', '', 'invalid_number'],
		['447911123456@example.com', '', 'invalid_number'],
		['https://example.com/447911123456', '', 'invalid_number'],
	],
	extensions: [
		['+44-114-272-6444,1234', '', '+441142726444'],
		['+34 912 34 56 78 int 12', '', '+34912345678'],
		['+34 912 34 56 78 anexo 12', '', '+34912345678'],
		['+34 912 34 56 78 extensión 12', '', '+34912345678'],
		['+1 650 253 0000 ext 12345678', '', '+16502530000'],
		['+1 650 253 0000;55', '', '+16502530000'],
		['+1 650 253 0000 ~ 55', '', '+16502530000'],
		['+1 650 253 0000,,123456#', '', '+16502530000'],
		['+7 495 123-45-67 доб. 100 (Мария)', '', '+74951234567'],
		['030 901820 Durchwahl 12', 'DE', '+4930901820'],
		['+33 1 42 68 53 00 poste 12', '', '+33142685300'],
		['+55 11 4501-5452 ramal 12', '', '+551145015452'],
		['+48 22 825 91 00 w. 106', '', '+48228259100'],
		['+886 2 2938 2300分機630', '', '+886229382300'],
		['電話 (03)1234-5678 内線123', 'JP', '+81312345678'],
		['0800 123 4567 x', 'GB', '+448001234567'],
		['026321511-20', 'TH', '+6626321511'],
		['13512345678-9100', 'CN', '+8613512345678'],
	],
	'labels and comments': [
		['тел. 8 912 345 67 89', 'RU', '+79123456789'],
		['手机：13812345678', 'CN', '+8613812345678'],
		['手机13412345678', 'CN', '+8613412345678'],
		['Cel: 55 1234 5678', 'MX', '+525512345678'],
		['Tél. 01 42 68 53 00', 'FR', '+33142685300'],
		['Tel. 2: 030 901820', 'DE', '+4930901820'],
		['jobb 4723083050 lj. 224', 'NO', '+4723083050'],
		['070 123 45 67 (Axel)', 'SE', '+46701234567'],
		['(Axel) 070 123 45 67', 'SE', '+46701234567'],
		['07911 123456 - after 5 pm', 'GB', '+447911123456'],
		['Ann Smith +44 7911 123456', '', '+447911123456'],
		['Order 4915112345678', 'DE', 'invalid_number'],
		['07788 450xxx', 'GB', 'invalid_number'],
		['+44778845****', '', 'invalid_number'],
		['0778O450450', 'GB', 'invalid_number'],
	],
	'letters of a keypad': [
		['1-800-FLOWERS', 'US', '+18003569377'],
		['1-800-GO-U-HAUL', 'US', '+18004684285'],
		['1300 TICKET', 'AU', '+611300842538'],
		['0800 PHONES', 'NZ', '+64800746637'],
		['1234ABC', 'GB', 'invalid_number'],
	],
	'several in one': [
		['07911 123456, 07911 123457', 'GB', '+447911123456', '+447911123457'],
		['+447911123456; +33612345678', '', '+447911123456', '+33612345678'],
		['+447911123456 ::: +447911654321', '', '+447911123456', '+447911654321'],
		['07911 123456 / 07911 123457', 'GB', '+447911123456', '+447911123457'],
		['07911 123456 or 07911 123457', 'GB', '+447911123456', '+447911123457'],
		['Tel: 030 901820, Mobil: 0151 12345678', 'DE', '+4930901820', '+4915112345678'],
		['0421 123456/123457', 'DE', 'not_looked_up'],
		['07911 123456 07911 123457', 'GB', 'not_looked_up'],
	],
	'unusual dashes, spaces and digits': [
		['０３ー１２３４ー５６７８', 'JP', '+81312345678'],
		['010ㅡ1234ㅡ5678', 'KR', '+821012345678'],
		['+44~20~7946~0000', '', '+442079460000'],
		['07911_123456', 'GB', '+447911123456'],
		['+٤٤ ٧٩١١ ١٢٣٤٥٦', '', '+447911123456'],
		['+44\u20077911\u3000123\u2800456', '', '+447911123456'],
		['\u2068+44 7911 123456\u2069', '', '+447911123456'],
	],
	'what a spreadsheet did': [
		['4.47911123456E11', '', '+447911123456'],
		['447911123456.00', '', '+447911123456'],
		['="07911123456"', 'GB', '+447911123456'],
		['4.41E+11', '', 'not_looked_up'],
		['7,78845E+11', '', 'not_looked_up'],
	],
	'no country, which nobody is condemned for': [
		['07911 123456', '', 'not_looked_up'],
		['0011 44 7911 123456', '', 'not_looked_up'],
		['+0407123456', '', 'not_looked_up'],
		['7911123456', '', 'not_looked_up'],
		['123', '', 'invalid_number'],
		['+999 123456', '', 'invalid_number'],
		['0000000000', '', 'invalid_number'],
	],
};

describe.each(Object.entries(kinds))('%s', (_kind, cases) => {
	it.each(cases.map(([written, country, ...read]) => [written, country, read] as const))(
		'%j with the country %j: %j',
		(written, country, read) => {
			expect(rowsOf(written, country)).toEqual(read);
		},
	);
});

describe('digits that two countries have', () => {
	it('are of the user’s country, and the other reading is told and counted', () => {
		const { rows } = planLookups([
			{ phoneNumber: '15123456789', defaultCountry: 'Deutschland' },
			{ phoneNumber: '0151 23456789', defaultCountry: 'DE' },
		]);
		expect(rows.map(({ number }) => number?.notes)).toEqual([{ alsoReadAs: '+15123456789' }, {}]);
		const counts = new ReadingCounts();
		rows.forEach((row) => counts.add(row));
		expect(counts).toMatchObject({ alsoElsewhere: 1, countries: new Set(['DE']) });
	});

	it('are of another country only where none at home is valid', () => {
		expect(rowsOf('6591234567', 'GB')).toEqual(['+6591234567']);
		expect(rowsOf('447911123456', 'US')).toEqual(['+447911123456']);
	});
});

it('a country may be called by its name', () => {
	expect(countryCode('Deutschland')).toBe('DE');
	expect(rowsOf('0151 23456789', 'Germany')).toEqual(['+4915123456789']);
});
