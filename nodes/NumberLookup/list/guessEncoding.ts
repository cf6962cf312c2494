/** Which of the encodings without a mark a few words are in: a matter of likelihood, so it may be wrong. */

import type { CountryCode } from 'libphonenumber-js/max';

import { decoderOf } from './decoder';
import { type Encoding, encodingOf } from './encodingNames';

export interface Guess {
	encoding: Encoding;
	/** Whether no other encoding is nearly as likely. */
	isSure: boolean;
}

/** What people’s lists are in, by jschardet’s names. It knows many more, which on short lists only win by chance. */
const candidates = [
	...['windows-1250', 'iso-8859-2', 'windows-1251', 'koi8-r', 'koi8-u', 'cp866', 'iso-8859-5', 'windows-1252'],
	...['iso-8859-15', 'mac-roman', 'windows-1253', 'iso-8859-7', 'windows-1254', 'windows-1255', 'iso-8859-8'],
	...['windows-1256', 'iso-8859-6', 'windows-1257', 'windows-1258', 'cp874', 'tis-620', 'gb18030', 'big5', 'big5hkscs'],
	...['shift_jis', 'cp932', 'euc-jp', 'euc-kr', 'cp949', 'maccyrillic'],
];

/** Where jschardet’s name is none that Node.js knows. */
const otherNames: Readonly<Record<string, Encoding>> = {
	big5hkscs: 'big5',
	'iso8859-15': 'iso-8859-15',
	maccyrillic: 'x-mac-cyrillic',
	macroman: 'macintosh',
};

/** Of a language, or of a script where that decides: what its people’s computers write if not Unicode (HTML Standard, 13.2.3.2). */
const homes: Readonly<Record<string, readonly Encoding[]>> = {
	Arab: ['windows-1256', 'iso-8859-6'],
	Cyrl: ['windows-1251', 'koi8-r', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'],
	Grek: ['windows-1253', 'iso-8859-7'],
	Hans: ['gb18030'],
	Hant: ['big5'],
	Hebr: ['windows-1255', 'iso-8859-8'],
	Jpan: ['shift_jis', 'euc-jp'],
	Kore: ['euc-kr'],
	Thai: ['windows-874'],
	az: ['windows-1254'],
	tr: ['windows-1254'],
	vi: ['windows-1258'],
	...Object.fromEntries(['et', 'lt', 'lv'].map((language) => [language, ['windows-1257']])),
	...Object.fromEntries(
		['bs', 'cs', 'hr', 'hu', 'pl', 'ro', 'sk', 'sl', 'sq'].map((language) => [
			language,
			['windows-1250', 'iso-8859-2'],
		]),
	),
};
const mostUsual: Encoding = 'windows-1252';
const western = [mostUsual, 'macintosh', 'iso-8859-15'];

/**
 * Weights on jschardet's likelihoods, and how far ahead the best must be, found by trying lists of names in 26 languages. A country with a
 * script of its own tells much; one that writes Latin letters tells little, since its lists hold names of neighbours, too.
 */
const ownScriptWeight = 2;
const latinWeight = 1.25;
const mostUsualWeight = 1.1;
const implausibleWeight = 0.001;
const plausiblePower = 3;
const sureLead = 1.4;
const sureLikelihood = 0.02;
/** A single letter tells so little that it is taken for the most usual one. */
const loneLetterWeight = 10;
/** What is a name in one of them is as a rule one in all. */
const oneAmongThree: readonly Encoding[] = ['euc-jp', 'euc-kr', 'gb18030'];
/** Fewer bytes than these tell nothing for sure. */
const sureBytes = 20;

/**
 * @param words what of a list is not ASCII, with the letters beside it.
 * @param country where its people live; null if not known.
 */
export async function guessEncoding(words: Buffer, country: CountryCode | null): Promise<Guess> {
	const { detectAll } = await import('jschardet');
	const { encodings: home, weight } = homeOf(country);
	const highBytes = words.filter((byte) => byte > 127).length;
	const found = detectAll(words, { minimumThreshold: 0, detectEncodings: candidates }).flatMap((result) => {
		const name = result.encoding?.toLowerCase() ?? '';
		const encoding = encodingOf(otherNames[name] ?? name);
		if (encoding === null) return [];
		const text = decoderOf(encoding)(words, false);
		const usual = encoding === mostUsual ? mostUsualWeight : 1;
		const near = home.includes(encoding) ? weight * (highBytes === 1 ? loneLetterWeight : 1) : 1;
		return [
			{
				encoding,
				text,
				likelihood: result.confidence * usual * near * (implausibleWeight + plausibleShare(text) ** plausiblePower),
			},
		];
	});
	const [best, ...others] = found.sort((one, other) => other.likelihood - one.likelihood);
	if (best === undefined) return { encoding: mostUsual, isSure: false };
	const alike = others.filter(({ text }) => text === best.text);
	const second = others.find(({ text }) => text !== best.text);
	const isAhead = best.likelihood >= Math.max(sureLikelihood, sureLead * (second?.likelihood ?? 0));
	return {
		encoding:
			!home.includes(best.encoding) && alike.some(({ encoding }) => encoding === mostUsual) ? mostUsual : best.encoding,
		isSure:
			isAhead && highBytes >= sureBytes && (home.includes(best.encoding) || !oneAmongThree.includes(best.encoding)),
	};
}

/** One word’s letters are all of one script; Japanese has several, and everybody puts Latin letters among Chinese ones. */
const plausibleWord = new RegExp(
	[
		...['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic', 'Thai', 'Hangul'].map(
			(script) => `[\\p{Script=${script}}\\p{M}]+`,
		),
		'[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ーa-zA-Z]+',
	]
		.map((letters) => `^${letters}$`)
		.join('|'),
	'u',
);
const impossible = /^\p{M}|\p{Ll}\p{Lu}/u;
const betweenLetters = /[\s\d.,()\-'’"/&+@:;|・]+/;

/** @returns how many of the words with letters outside ASCII could be words: Łukasz in the wrong encoding is £ukasz, Müller MŸller. */
function plausibleShare(text: string): number {
	const words = text.split(betweenLetters).filter((word) => /\P{ASCII}/u.test(word) && /\p{L}/u.test(word));
	const plausible = words.filter((word) => plausibleWord.test(word) && !impossible.test(word));
	return words.length === 0 ? 0 : plausible.length / words.length;
}

function homeOf(country: CountryCode | null): { encodings: readonly Encoding[]; weight: number } {
	if (country === null) return { encodings: [mostUsual], weight: 1 };
	const { language = '', script = '' } = new Intl.Locale(`und-${country}`).maximize();
	const ofScript = homes[script];
	if (ofScript !== undefined) return { encodings: ofScript, weight: ownScriptWeight };
	return { encodings: homes[language] ?? western, weight: latinWeight };
}
