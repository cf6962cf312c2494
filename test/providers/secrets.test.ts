import { nameOfKey, Secrets } from '../../nodes/NumberLookup/providers/secrets';
import type { Answer } from '../../nodes/NumberLookup/providers/provider';
import { tracesOf } from '../tracesOf';

const password = 'Straße/7 & "Weg"+';
const secrets = new Secrets('alice', [password]);

const base64 = (text: string) => Buffer.from(text).toString('base64');

function answerOf(changes: Partial<Answer>): Answer {
	return { status: 'ok', providerCode: 'OK', details: {}, raw: 'result=OK', ...changes };
}

describe('what stands for an account that has a key alone', () => {
	it('is the same every time, and tells nothing of the key', () => {
		const name = nameOfKey('acme', password);
		expect(name).toMatch(/^[\w-]{22}$/);
		expect(nameOfKey('acme', password)).toBe(name);
		expect(tracesOf(password, name)).toEqual([]);
	});

	it('differs from key to key, and from provider to provider', () => {
		const names = [nameOfKey('acme', 'a'), nameOfKey('acme', 'b'), nameOfKey('other', 'a')];
		expect(new Set(names).size).toBe(3);
	});
});

describe('a secret in an answer’s text is masked', () => {
	it.each([
		['as it is', password],
		['as a URL has it', encodeURIComponent(password)],
		['with hexadecimal digits in lower case', encodeURIComponent(password).toLowerCase()],
		['as a form has it', new URLSearchParams({ '': password }).toString().slice(1)],
		['as JSON has it', JSON.stringify(password).slice(1, -1)],
		['as JSON within JSON has it', JSON.stringify(JSON.stringify(password)).slice(3, -3)],
		['as PHP’s JSON has it', 'Stra\\u00dfe\\/7 & \\"Weg\\"+'],
		['as a page has it', 'Straße/7 &amp; &quot;Weg&quot;+'],
		['in UTF-8 read as Latin-1', Buffer.from(password).toString('latin1')],
		['in Base64', base64(password)],
		['in Base64 with the sign-in name', base64(`alice:${password}`)],
		['in an escaped Authorization header', encodeURIComponent(base64(`alice:${password}`))],
		['broken off at the end', password.slice(0, 9)],
	])('%s', (_form, form) => {
		expect(secrets.hide(`sent ${form}`)).toBe('sent ***');
		expect(secrets.hide(`sent ${form}\n`)).toBe('sent ***\n');
	});

	it('cut off in the middle of the text, also where most of it is missing', () => {
		const token = base64('a long one'.repeat(100));
		const long = new Secrets('alice', [token]);
		expect(long.hide(`sent '${token.slice(0, 400)}' here`)).toBe("sent '***' here");
		expect(long.hide(`sent '${token.slice(0, 16)}' here`)).toBe("sent '***' here");
		expect(long.hide(`sent '${token.slice(0, 15)}' here`)).not.toContain('***');
	});

	it('wherever it stands, and however often', () => {
		expect(secrets.hide(`${password} and ${password}, ${password}`)).toBe('*** and ***, ***');
	});

	it('even where a parser cut it to pieces', () => {
		const told = secrets.hideInAnswer(
			answerOf({ providerCode: '"Weg"+', details: { text: 'Straße/7' }, raw: `pass=${password}` }),
		);
		expect(told).toEqual(answerOf({ providerCode: '***', details: { text: '***' }, raw: 'pass=***' }));
	});

	it('even where only the parsed fields hold it in plain text', () => {
		const escaped = '\\u0053traße/7 & \\u0022Weg\\u0022+';
		const told = secrets.hideInAnswer(answerOf({ details: { errdesc: password }, raw: `{"errdesc":"${escaped}"}` }));
		expect(told.details).toEqual({ errdesc: '***' });
		expect(told.raw).not.toContain('traße');
	});
});

describe('an answer stays as it is', () => {
	it.each([
		['an ordinary one', 'result=OK;imsi=24008;location=46'],
		['one that shares a word with the secret', 'Straße/8 Weg'],
		['one that ends as the secret begins, by chance', 'result=Stra'],
	])('%s', (_name, raw) => {
		const answer = answerOf({ raw });
		expect(secrets.hideInAnswer(answer)).toBe(answer);
	});

	it('where a password of digits is part of longer numbers', () => {
		const ofDigits = new Secrets('alice', ['7884']);
		expect(ofDigits.hide('447788450450 23415')).toBe('447788450450 23415');
		expect(ofDigits.hide('pass=7884')).toBe('pass=***');
		const ofMany = new Secrets('alice', ['78845501234567890123456789']);
		expect(ofMany.hide('447884550123456')).toBe('447884550123456');
		expect(ofMany.hide('pass=7884550123456789 ')).toBe('pass=*** ');
	});

	it('where a secret is too short to be told from anything else', () => {
		expect(new Secrets('alice', ['OK']).hide('result=OK')).toBe('result=OK');
	});
});
