/**
 * Numbers as they were written for plans that have changed since, or without a zero that belongs to them, and what they are today.
 * A form is used only where the digits as written are no valid number and the new ones are.
 */

interface Change {
	callingCode: string;
	/** The day that the new form began, so far as it is known; null for a slip that no plan made. */
	since: string | null;
	source: string;
	/** A sentence for the person who reads the row. */
	told: string;
	/** Where the old form could be written, if not everywhere: `withPrefix` is behind the calling code or a trunk 0. */
	only?: 'international' | 'national' | 'withPrefix';
	/** All digits behind the calling code, or as written nationally with a trunk prefix; and what they are today, with + where the calling code is another. */
	forms: ReadonlyArray<readonly [before: RegExp, now: string]>;
}

const changes: readonly Change[] = [
	{
		callingCode: '33',
		since: null,
		source: 'ARCEP, plan national de numérotation',
		told: 'A number of a French overseas territory, which has a calling code of its own.',
		forms: [
			[/^0?((?:262|639|69[23])\d{6})$/, '+262$1'],
			[/^0?((?:590|69[01])\d{6})$/, '+590$1'],
			[/^0?((?:594|694)\d{6})$/, '+594$1'],
			[/^0?(69[67]\d{6})$/, '+596$1'],
		],
	},
	{
		callingCode: '39',
		since: null,
		source: 'AGCOM',
		told: 'The 0 of an Italian landline number belongs to it and was left out.',
		forms: [[/^([124-9]\d{5,9})$/, '0$1']],
	},
	{
		callingCode: '39',
		since: null,
		source: 'AGCOM',
		told: 'Italian mobile numbers begin without a 0.',
		forms: [[/^0(3\d{8,9})$/, '$1']],
	},
	{
		callingCode: '41',
		since: '2007-03-31',
		source: 'OFCOM',
		told: 'Zurich changed its area code from 01 to 044 on 31 March 2007.',
		forms: [[/^0?1(\d{7})$/, '44$1']],
	},
	{
		callingCode: '48',
		since: '2009-09-30',
		source: 'UKE',
		told: 'Poland dropped the 0 before its numbers in 2009.',
		forms: [[/^0(\d{9})$/, '$1']],
	},
	{
		callingCode: '52',
		since: '2019-08-03',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Mexico dropped 01, 044 and 045, and the 1 after 52, on 3 August 2019.',
		forms: [[/^0?(?:1|4[45])([2-9]\d{9})$/, '$1']],
	},
	{
		callingCode: '52',
		since: '2019-08-03',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Mexico dropped the 1 after 52 on 3 August 2019.',
		only: 'international',
		forms: [[/^1([2-9]\d{9})$/, '$1']],
	},
	{
		callingCode: '54',
		since: null,
		source: 'libphonenumber, metadata',
		told: 'Argentina has no 15 in a mobile number behind 54 9.',
		forms: [
			[/^90?(11)15(\d{8})$/, '9$1$2'],
			[/^90?([23]\d\d)15(\d{7})$/, '9$1$2'],
			[/^90?([23]\d{3})15(\d{6})$/, '9$1$2'],
		],
	},
	{
		callingCode: '55',
		since: '2016-12',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Brazil put a 9 in front of every mobile number, area by area, between 2012 and 2016.',
		forms: [[/^0?(1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])([689]\d{7})$/, '$19$2']],
	},
	{
		callingCode: '56',
		since: '2012-11-24',
		source: 'ITU, communication of the country',
		told: 'Chile put a 2 in front of Santiago’s landlines on 24 November 2012.',
		only: 'withPrefix',
		forms: [[/^0?2([2-9]\d{6})$/, '22$1']],
	},
	{
		callingCode: '56',
		since: '2013-07-06',
		source: 'ITU, communication of the country',
		told: 'Chile put a 2 in front of its landlines, area by area, in 2012 and 2013.',
		only: 'withPrefix',
		forms: [[/^0?(3[2-5]|4[1-35]|5[1-3578]|6[13-57]|7[1-35])([2-9]\d{5})$/, '$12$2']],
	},
	{
		callingCode: '56',
		since: '2016-02-06',
		source: 'pisapapeles.net',
		told: 'Chile put a 9 in front of its mobile numbers on 6 February 2016.',
		only: 'withPrefix',
		forms: [[/^0?([89]\d{7})$/, '9$1']],
	},
	{
		callingCode: '56',
		since: '2016-02-06',
		source: 'madboxpc.com',
		told: 'Chile dropped the 0 in front of 9 and the mobile number on 6 February 2016.',
		forms: [[/^0(9[4-9]\d{7})$/, '$1']],
	},
	{
		callingCode: '57',
		since: '2021-09-01',
		source: 'radionacional.co',
		told: 'Colombia put 60 in front of its landlines’ area codes on 1 September 2021.',
		forms: [[/^(?:0[3579])?([124-8][2-9]\d{6})$/, '60$1']],
	},
	{
		callingCode: '63',
		since: '2019-10-06',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Metro Manila’s landlines got an eighth digit on 6 October 2019.',
		forms: [
			[
				/^0?(2)(?=(?:22[0-46-8]|262|37[7-9]|38|39[0-4]|40[6-9]|4[139]|42[78]|44[03-9]|45[03-6]|46[6-9]|474|48[013-9]))(\d{7})$/,
				'$13$2',
			],
			[/^0?(2)(?=(?:76))(\d{7})$/, '$16$2'],
			[
				/^0?(2)(?=(?:21|225|23[89]|26[13-6]|358|36[89]|473|482|50|57[67]|58[5-7]|61[135-8]|62[1-5]|71[7-9]|7[23][089]|74[4-8]|75|79[1-9]|90|91[04-9]|93[34]|94[03-69]|95[04-9]|96[0468]|97[0-568]|98[079]))(\d{7})$/,
				'$17$2',
			],
			[
				/^0?(2)(?=(?:20[89]|23[0-7]|2[45]|26[07-9]|2[7-9]|33[0-4]|34[0-8]|35[0-79]|36[0-7]|37[0-6]|39[5-9]|40[0-5]|42[0-3569]|44[12]|45[127-9]|46[0-5]|47[0-25-9]|5[1256]|53[0-6]|54[1-9]|57[0-589]|58[0-489]|62[06-8]|6[35]|64[0-7]|66[0-46-9]|67[12]|68[1-37-9]|69[1-35-7]|70|71[0-6]|7[23][1-7]|74[0-39]|7[78]|790|8|91[1-3]|92|93[0-25-9]|94[1278]|95[1-3]|96[127]|98[1-68]|99))(\d{7})$/,
				'$18$2',
			],
		],
	},
	{
		callingCode: '84',
		since: '2017-06',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Vietnam renumbered its area codes between 2014 and 2017.',
		forms: [
			[/^0?992(\d{6})$/, '672$1'],
			[/^0?7([235]\d{7})$/, '27$1'],
			[/^0?68(\d{7})$/, '259$1'],
			[/^0?6(7[013-9]\d{6})$/, '27$1'],
			[/^0?6(6\d{7})$/, '27$1'],
			[/^0?651(\d{7})$/, '271$1'],
			[/^0?650(\d{7})$/, '274$1'],
			[/^0?6([124]\d{7})$/, '25$1'],
			[/^0?6([03]\d{7})$/, '26$1'],
			[/^0?5(7\d{7})$/, '25$1'],
			[/^0?5(5[0-8]\d{6})$/, '25$1'],
			[/^0?501(\d{7})$/, '261$1'],
			[/^0?500(\d{7})$/, '262$1'],
			[/^0?4([2-8]\d{7})$/, '24$1'],
			[/^0?7(4\d{7})$/, '29$1'],
			[/^0?711(\d{7})$/, '293$1'],
			[/^0?710(\d{7})$/, '292$1'],
			[/^0?280(\d{7})$/, '208$1'],
			[/^0?2([5-7]\d{7})$/, '20$1'],
			[/^0?240(\d{7})$/, '204$1'],
			[/^0?5([34]\d{7})$/, '23$1'],
			[/^0?5(2[014-79]\d{6})$/, '23$1'],
			[/^0?511(\d{7})$/, '236$1'],
			[/^0?510(\d{7})$/, '235$1'],
			[/^0?29(\d{7})$/, '216$1'],
			[/^0?231(\d{7})$/, '213$1'],
			[/^0?230(\d{7})$/, '215$1'],
			[/^0?22(\d{7})$/, '212$1'],
			[/^0?20(\d{7})$/, '214$1'],
		],
	},
	{
		callingCode: '84',
		since: '2018-09-15',
		source: 'libphonenumber, migrator/src/data/recipes.csv',
		told: 'Vietnam shortened its eleven-digit mobile numbers to ten from 15 September 2018.',
		forms: [
			[/^0?12([068]\d{7})$/, '7$1'],
			[/^0?121(\d{7})$/, '79$1'],
			[/^0?122(\d{7})$/, '77$1'],
			[/^0?12([345]\d{7})$/, '8$1'],
			[/^0?127(\d{7})$/, '81$1'],
			[/^0?129(\d{7})$/, '82$1'],
			[/^0?16([2-9]\d{7})$/, '3$1'],
			[/^0?18([68]\d{7})$/, '5$1'],
			[/^0?199(\d{7})$/, '59$1'],
		],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 01 (Moov’s mobiles) in front of its numbers on 31 January 2021.',
		forms: [[/^((?:0[1-3]|4[0-3]|5[0-3]|7[0-3])\d{6})$/, '01$1']],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 05 (MTN’s mobiles) in front of its numbers on 31 January 2021.',
		forms: [[/^((?:0[4-6]|[4-9][4-6])\d{6})$/, '05$1']],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 07 (Orange’s mobiles) in front of its numbers on 31 January 2021.',
		forms: [[/^((?:0[7-9]|[4-8][7-9]|9[78])\d{6})$/, '07$1']],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 21 (Moov’s landlines) in front of its numbers on 31 January 2021.',
		forms: [[/^(2[0-3]8\d{5})$/, '21$1']],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 25 (MTN’s landlines) in front of its numbers on 31 January 2021.',
		forms: [[/^((?:2[0-4]|3[0-6])0\d{5})$/, '25$1']],
	},
	{
		callingCode: '225',
		since: '2021-01-31',
		source: 'ARTCI, by guyaristide/numerotation',
		told: 'Côte d’Ivoire put 27 (Orange’s landlines) in front of its numbers on 31 January 2021.',
		forms: [[/^((?:20[23]|21[2357]|22[45]|23[45]|24[3-5]|306|31[69]|3[2-4]7|359|368)\d{5})$/, '27$1']],
	},
	{
		callingCode: '226',
		since: '2014-11-30',
		source: 'cio-mag.com',
		told: 'Burkina Faso made 24 of the 40 of its landlines on 30 November 2014.',
		forms: [[/^40(\d{6})$/, '24$1']],
	},
	{
		callingCode: '229',
		since: '2024-11-30',
		source: 'fr.allafrica.com',
		told: 'Benin put 01 in front of every number on 30 November 2024.',
		forms: [[/^((?:2\d|4\d|5\d|6\d|9\d)\d{6})$/, '01$1']],
	},
	{
		callingCode: '230',
		since: '2013-09-01',
		source: 'commsupdate.com',
		told: 'Mauritius put a 5 in front of its mobile numbers on 1 September 2013.',
		forms: [[/^((?:25\d|4(?:2[12389]|9\d)|7\d{2}|87[15-8]|9[1-8]\d)\d{4})$/, '5$1']],
	},
	{
		callingCode: '237',
		since: '2014-11-21',
		source: 'guardianpostonline.blogspot.com',
		told: 'Cameroon put a 6 in front of its mobile numbers on 21 November 2014.',
		forms: [[/^([579]\d{7})$/, '6$1']],
	},
	{
		callingCode: '237',
		since: '2014-11-21',
		source: 'guardianpostonline.blogspot.com',
		told: 'Cameroon put a 2 in front of its landlines on 21 November 2014.',
		forms: [[/^((?:22|33)\d{6})$/, '2$1']],
	},
	{
		callingCode: '241',
		since: '2019-11-15',
		source: 'libphonenumber, metadata',
		told: 'Gabon put a 1 in front of its landlines in November 2019.',
		forms: [[/^(1[4-7]\d{5})$/, '1$1']],
	},
	{
		callingCode: '242',
		since: null,
		source: 'wtng.info',
		told: 'The 0 of a Congolese mobile number belongs to it and was left out.',
		forms: [[/^([456]\d{7})$/, '0$1']],
	},
	{
		callingCode: '374',
		since: '2011',
		source: 'libphonenumber, metadata',
		told: 'Armenia changed its trunk prefix from 8 to 0 by 2011.',
		only: 'national',
		forms: [[/^8((?:10|[2-9]\d)\d{6})$/, '$1']],
	},
	{
		callingCode: '380',
		since: '2009-10-14',
		source: 'mib.net.ua',
		told: 'Ukraine changed its trunk prefix from 8 to 0 on 14 October 2009.',
		only: 'national',
		forms: [[/^80([3-9]\d{8})$/, '$1']],
	},
	{
		callingCode: '420',
		since: '2002-09-22',
		source: 'ČTÚ',
		told: 'Czechia dropped the 0 before its numbers in 2002.',
		forms: [[/^0(\d{9})$/, '$1']],
	},
	{
		callingCode: '593',
		since: '2012-09-30',
		source: 'sangay.com',
		told: 'Ecuador put a 9 in front of its mobile numbers on 30 September 2012.',
		forms: [[/^0?([89]\d{7})$/, '9$1']],
	},
	{
		callingCode: '689',
		since: '2014-06-21',
		source: 'tahiti-infos.com',
		told: 'French Polynesia put 40 in front of its landlines on 21 June 2014.',
		forms: [[/^((?:4(?:[02-8]\d|1[02-9])|[5689]\d{2})\d{3})$/, '40$1']],
	},
	{
		callingCode: '689',
		since: '2014-06-23',
		source: 'tahiti-infos.com',
		told: 'French Polynesia put 87 in front of its Vini mobile numbers on 23 June 2014.',
		forms: [[/^((?:[27]\d{2}|3[0-79]\d)\d{3})$/, '87$1']],
	},
	{
		callingCode: '966',
		since: '2013-05-13',
		source: 'ITU, communication of the country',
		told: 'Saudi Arabia put a 1 in front of its area codes in 2013.',
		forms: [[/^0?(1[2-9]\d{6})$/, '1$1']],
	},
	{
		callingCode: '966',
		since: '2013-08-18',
		source: 'ITU, communication of the country',
		told: 'Saudi Arabia put a 1 in front of its area codes in 2013.',
		forms: [[/^0?((?:2[24-8]|3[35-8]|4[3-68]|6[2-5]|7[235-7])\d{6})$/, '1$1']],
	},
	{
		callingCode: '992',
		since: '2024',
		source: 'libphonenumber, metadata',
		told: 'Tajikistan no longer uses the trunk prefix 8.',
		only: 'national',
		forms: [[/^8([349]\d{8})$/, '$1']],
	},
	{
		callingCode: '995',
		since: '2011',
		source: 'libphonenumber, metadata',
		told: 'Georgia changed its trunk prefix from 8 to 0 in 2011.',
		only: 'national',
		forms: [[/^8(5\d{8}|32[23]\d{6})$/, '$1']],
	},
	{
		callingCode: '998',
		since: '2024',
		source: 'libphonenumber, metadata',
		told: 'Uzbekistan no longer uses the trunk prefix 8.',
		only: 'national',
		forms: [[/^8([5679]\d{8})$/, '$1']],
	},
];

const byCallingCode = new Map<string, Change[]>();
for (const change of changes) {
	byCallingCode.set(change.callingCode, [...(byCallingCode.get(change.callingCode) ?? []), change]);
}

/**
 * @param digits what is behind the calling code, or a number as it is written nationally.
 * @returns what the digits may be today, with + and a calling code where that is another; whether that is a number, the plan must tell.
 */
export function* numbersToday(
	callingCode: string,
	digits: string,
	form: 'international' | 'national',
): Generator<{ digits: string; told: string }> {
	for (const { only = form, forms, told } of byCallingCode.get(callingCode) ?? []) {
		const hasPrefix = form === 'international' || digits.startsWith('0');
		if (only !== form && !(only === 'withPrefix' && hasPrefix)) continue;
		for (const [before, now] of forms) if (before.test(digits)) yield { digits: digits.replace(before, now), told };
	}
}
