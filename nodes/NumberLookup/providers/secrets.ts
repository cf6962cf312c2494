/**
 * Keeps an account's secrets out of what its provider's answers tell. A server that explains an error, or a proxy that
 * debugs, may repeat the request; and what an answer tells goes into rows that others read.
 */

import { createHmac } from 'node:crypto';

import { answerSourceOf, type BareAccount } from './answerSource';
import type { Account, Answer, Enquiry, Problem, Reply, ReplyReader } from './provider';

/** Fewer characters say nothing of a secret and stand in many a harmless answer. */
const fewestCharacters = 4;

/** A server may cut off what it repeats: so much of a secret's beginning counts as the whole, wherever it stands. */
const tellingShare = 0.75;

/** Of a long secret a server may repeat less than that share; so many characters never stand there by chance. */
const mostTellingCharacters = 16;

/** At a text's end, so many characters of a secret's beginning count. */
const fewestOfBrokenOff = 6;

const mask = '***';

export class Secrets {
	/** The secrets themselves. */
	readonly #plain: readonly string[];
	/** All that a secret looks like when a server repeats it. */
	readonly #forms: readonly string[];
	/** Finds where a form may begin: one quick look is all that an ordinary answer costs. */
	readonly #beginnings: RegExp | null;
	#parts: ReadonlySet<string> | null = null;

	/** @param signInName what stands before each secret in HTTP basic authentication. */
	constructor(signInName: string, secrets: readonly string[]) {
		this.#plain = secrets;
		const forms = secrets.flatMap((secret) => formsOf(signInName, secret)).map(lowerCase);
		this.#forms = [...new Set(forms)].filter((form) => form.length >= fewestCharacters);
		const beginnings = new Set(this.#forms.map((form) => literal(form.slice(0, fewestCharacters))));
		this.#beginnings = beginnings.size === 0 ? null : new RegExp([...beginnings].join('|'), 'i');
	}

	/** @returns what stands for the account's hosts and secrets where answers are kept. */
	answerSourceOf(account: BareAccount): string {
		return answerSourceOf(account, this.#plain);
	}

	/** @returns the text, without any part of a secret where it holds one. */
	hide(text: string): string {
		return this.#standIn(text) ? this.#withoutParts(text) : text;
	}

	/** A parser cuts an answer to pieces, and a secret in it, too: so all its texts are searched, and cleaned, together. */
	hideInAnswer(answer: Answer): Answer {
		const { raw, providerCode, message, details } = answer;
		if (!this.#standInAnswer(answer)) return answer;
		const clean = (text: string) => this.#withoutParts(text);
		return {
			...answer,
			raw: clean(raw),
			providerCode: clean(providerCode),
			message: message === undefined ? undefined : clean(message),
			details: Object.fromEntries(Object.entries(details).map(([name, value]) => [clean(name), clean(value)])),
		};
	}

	/** Our own words stay as they are, unless they quote what the provider said. */
	hideInProblem(problem: Problem): Problem {
		const told = problem.kind === 'account' ? problem.failure : problem;
		const code = this.hide(told.code);
		if (code === told.code) return problem;
		const clean = 'message' in told ? { code, message: this.#withoutParts(told.message) } : { code };
		if (problem.kind !== 'account') return { ...problem, ...clean };
		return { ...problem, failure: { ...problem.failure, ...clean } };
	}

	#standInAnswer({ raw, providerCode, message = '', details }: Answer): boolean {
		// Text may be escaped in `raw` that is plain in the details.
		let joined = `${raw}\n${providerCode}\n${message}`;
		for (const [name, value] of Object.entries(details)) joined += `\n${name}\n${value}`;
		if (this.#beginnings?.test(joined) !== true) return false;
		return [raw, providerCode, message, ...Object.entries(details).flat()].some((text) => this.#standIn(text));
	}

	#standIn(text: string): boolean {
		if (this.#beginnings?.test(text) !== true) return false;
		const searched = lowerCase(text);
		return this.#forms.some((form) => standsIn(searched, form));
	}

	/** Masks all that is also part of a secret; where a secret stands in the text, that is no coincidence. */
	#withoutParts(text: string): string {
		this.#parts ??= new Set(this.#forms.flatMap(partsOf));
		const searched = lowerCase(text);
		let clean = '';
		let maskedUntil = -1;
		for (let start = 0; start + fewestCharacters <= searched.length; start++) {
			if (!this.#parts.has(searched.slice(start, start + fewestCharacters))) continue;
			if (start > maskedUntil) clean += text.slice(Math.max(maskedUntil, 0), start) + mask;
			maskedUntil = start + fewestCharacters;
		}
		return clean + text.slice(Math.max(maskedUntil, 0));
	}
}

/** @returns the account; no answer of its provider tells the secrets any more, nor the access token that was sent. */
export function withoutSecrets(account: BareAccount, secrets: Secrets): Account {
	let ofToken = { token: '', secrets: new Secrets('', []) };
	return readingWith({ ...account, answerSource: secrets.answerSourceOf(account) }, (reader, token) => {
		if (token !== ofToken.token) ofToken = { token, secrets: new Secrets('', [token]) };
		return readerWithout(reader, token === '' ? [secrets] : [secrets, ofToken.secrets]);
	});
}

/** @returns the account; nothing that its provider says tells secrets that the provider does not know to be any. */
export function withoutOthersSecrets(account: Account, secrets: Secrets): Account {
	return readingWith(account, (reader) => {
		const guarded = readerWithout(reader, [secrets]);
		return {
			...guarded,
			end(complete): Reply {
				const { answers, problem } = guarded.end(complete);
				return { answers, problem: problem && secrets.hideInProblem(problem) };
			},
		};
	});
}

function readingWith(account: Account, guard: (reader: ReplyReader, token: string) => ReplyReader): Account {
	const guarded = ({ request, reader }: Enquiry, token: string): Enquiry => ({ request, reader: guard(reader, token) });
	return {
		...account,
		enquire: (msisdns, hostIndex, options, token) =>
			guarded(account.enquire(msisdns, hostIndex, options, token), token),
		probe: (hostIndex, token) => guarded(account.probe(hostIndex, token), token),
	};
}

/** Problems stay as they are: no provider quotes in them what it was answered, or hides the secrets itself. */
function readerWithout(reader: ReplyReader, secrets: readonly Secrets[]): ReplyReader {
	return {
		...reader,
		end(complete): Reply {
			const reply = reader.end(complete);
			let masked: Map<string, Answer> | null = null;
			for (const [msisdn, answer] of reply.answers) {
				const clean = secrets.reduce((told, each) => each.hideInAnswer(told), answer);
				if (clean === answer) continue;
				masked ??= new Map(reply.answers);
				masked.set(msisdn, clean);
			}
			return masked === null ? reply : { ...reply, answers: masked };
		},
	};
}

/** So much of a hash that no two keys have it in common. */
const nameCharacters = 22;

/**
 * For a provider whose accounts have no sign-in name.
 * @returns what stands for the account in limits and stores: the same in every process, and no way back to the key.
 */
export function nameOfKey(provider: string, key: string): string {
	return createHmac('sha256', `${provider} account`).update(key).digest('base64url').slice(0, nameCharacters);
}

function formsOf(signInName: string, secret: string): string[] {
	// Halves of characters cannot be sent: they become U+FFFD on the way, as here.
	const text = Buffer.from(secret, 'utf8').toString('utf8');
	const json = JSON.stringify(text).slice(1, -1);
	const plain = [
		text,
		text.trim(),
		json,
		JSON.stringify(json).slice(1, -1),
		asciiJson(json),
		encodeURIComponent(text),
		new URLSearchParams({ '': text }).toString().slice(1),
		text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
	];
	const base64 = [text, `${signInName}:${text}`].map((each) => Buffer.from(each).toString('base64').replace(/=+$/, ''));
	const base64Url = base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
	return [
		...plain,
		// As a reader of Latin-1 sees the UTF-8 that was sent.
		...plain.map((each) => Buffer.from(each, 'utf8').toString('latin1')),
		...base64,
		...base64Url,
		...base64.map(encodeURIComponent),
	];
}

/** As PHP writes JSON. */
function asciiJson(json: string): string {
	return json
		.replaceAll('/', '\\/')
		.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Hexadecimal digits come in either case, and a parser may change the case of names. Of ASCII only, which keeps the length. */
function lowerCase(text: string): string {
	return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function standsIn(text: string, form: string): boolean {
	// Answers are full of digits: a secret of few digits alone counts only where it is not part of a longer number.
	if (/^\d+$/.test(form)) {
		if (form.length >= mostTellingCharacters) return text.includes(form.slice(0, mostTellingCharacters));
		return new RegExp(`(?<!\\d)${form}(?!\\d)`).test(text);
	}
	const telling = Math.min(Math.ceil(form.length * tellingShare), mostTellingCharacters);
	return text.includes(form.slice(0, telling)) || isBrokenOff(form, text.trimEnd());
}

/** @returns whether the text ends with the beginning of the form, and with more of it than chance brings. */
function isBrokenOff(form: string, text: string): boolean {
	for (let start = Math.max(0, text.length - form.length); start + fewestOfBrokenOff <= text.length; start++) {
		if (form.startsWith(text.slice(start))) return true;
	}
	return false;
}

function partsOf(form: string): string[] {
	return Array.from({ length: form.length - fewestCharacters + 1 }, (_, start) =>
		form.slice(start, start + fewestCharacters),
	);
}

function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
