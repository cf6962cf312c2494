import type { Reply } from '../../../nodes/NumberLookup/providers/provider';
import { playByteByByte } from '../exchange';
import { askBatch, documentedReply, msisdns, readerOf } from './account';

const [first = '', second = '', third = ''] = msisdns;

const statuses = ({ answers }: Reply) =>
	Object.fromEntries([...answers].map(([number, { status }]) => [number, status]));

const missing = (code: string) => ({
	kind: 'failed',
	status: 'provider_error',
	code,
	mayPass: true,
	uncertain: true,
});

describe('Comcetera’s answered batch', () => {
	it.each([
		['as documented for version 2.4', documentedReply],
		['as documented for version 2.3', `QUERYOK\n${first} 23415\n${second} 23415\n${third} ERR1\nENDBATCH\n`],
		['with CRLF', documentedReply.replaceAll('\n', '\r\n')],
		['in another order', `QUERYOK\n${third} ERR1\n${second} 23415\n${first} 23415\nENDBATCH\n`],
		['with no line end behind ENDBATCH', documentedReply.trimEnd()],
		['with lines about others', `QUERYOK\n447700900000 23410\n${documentedReply.slice('QUERYOK\n'.length)}`],
		['with a line repeated', `QUERYOK\n${first} 23415\n${first} ERR1\n${second} 23415\n${third} ERR1\nENDBATCH\n`],
		['with empty lines', `\n${documentedReply.replaceAll('\n', '\n\n')}`],
		['with + before a number', documentedReply.replace(first, `+${first}`)],
	])('%s: every number has its answer', (_form, body) => {
		for (const reply of [askBatch({ body }), playByteByByte(readerOf(), { body })]) {
			expect(reply.problem).toBeNull();
			expect(statuses(reply)).toEqual({ [first]: 'ok', [second]: 'ok', [third]: 'unknown_subscriber' });
		}
	});

	it('is over with ENDBATCH, whatever follows', () => {
		const reader = readerOf();
		reader.head?.(200, {});
		expect(reader.data(Buffer.from('QUERYOK\n447788450450 23415\n'))).toBe(false);
		expect(reader.data(Buffer.from('ENDBATCH\n447810701702 23415\n'))).toBe(true);
		expect([...reader.end(true).answers.keys()]).toEqual([first]);
	});

	it('leaves out a number: that one failed and may be asked again', () => {
		const body = `QUERYOK\n${first} 23415\n${third} ERR29\nENDBATCH`;
		for (const reply of [askBatch({ body: `${body}\n` }), askBatch({ body }), askBatch({ body, complete: false })]) {
			expect(statuses(reply)).toEqual({ [first]: 'ok', [third]: 'absent_subscriber' });
			expect(reply.problem).toMatchObject(missing('no line before the end'));
		}
	});
});

describe('Comcetera’s batch cut off', () => {
	const whole = askBatch({ body: documentedReply });
	const everyCut = Array.from({ length: documentedReply.length - 1 }, (_, length) => documentedReply.slice(0, length));

	it('keeps the lines that came in full, wherever it was cut', () => {
		for (const body of everyCut) {
			const { answers, problem } = askBatch({ body });
			const finishedLines = body
				.split('\n')
				.slice(1, -1)
				.filter((line) => line !== 'ENDBATCH');
			expect([...answers.keys()]).toEqual(finishedLines.map((line) => line.split(' ')[0]));
			for (const [number, answer] of answers) expect(answer).toEqual(whole.answers.get(number));
			if (answers.size < msisdns.length) expect(problem).toMatchObject(missing('no ENDBATCH'));
			else expect(problem).toBeNull();
		}
	});

	it('leaves the problem to the engine where the connection broke', () => {
		for (const body of everyCut) {
			expect(askBatch({ body, complete: false }).problem).toBeNull();
		}
	});
});

describe('Comcetera’s refusal', () => {
	it.each([
		['FAIL Invalid password', 'wrong_password', 'FAIL Invalid password'],
		['FAIL Insufficient credit', 'no_credit', 'FAIL Insufficient credit'],
		['ERR ACCOUNT LOCKED - Please arrange payment', 'account_locked', 'ERR ACCOUNT LOCKED'],
		['fail invalid password', 'wrong_password', 'FAIL Invalid password'],
		['FAIL IP address not registered', 'refused', 'FAIL IP address not registered'],
		['ERR SUSPENDED', 'refused', 'ERR SUSPENDED'],
	])('%j is an account failure', (line, cause, code) => {
		for (const body of [line, `${line}\n`, `${line}\r\n`]) {
			const { answers, problem } = askBatch({ body });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'account', failure: { cause, code } });
			expect(playByteByByte(readerOf(), { body }).problem).toEqual(problem);
		}
	});

	it.each([
		['FAIL Request too long', { kind: 'tooLong', code: 'FAIL Request too long' }],
		[
			'FAIL No numbers specified',
			{ kind: 'failed', status: 'provider_error', code: 'FAIL No numbers specified', mayPass: false, uncertain: false },
		],
		['FAIL Too many connections', { kind: 'throttled', code: 'FAIL Too many connections', retryAfterMs: null }],
		['FAIL System busy', { kind: 'throttled', code: 'FAIL System busy', retryAfterMs: null }],
	])('%j is no account failure', (line, problem) => {
		expect(askBatch({ body: `${line}\n` })).toMatchObject({ answers: new Map(), problem });
	});

	it('needs no more than its first line', () => {
		const reader = readerOf();
		expect(reader.data(Buffer.from('FAIL Invalid pass'))).toBe(false);
		expect(reader.data(Buffer.from('word\n'))).toBe(true);
	});

	it('is told from an error behind a number', () => {
		expect(askBatch({ body: `QUERYOK\n${first} ERR29\nENDBATCH\n` }, [first]).problem).toBeNull();
	});

	it('counts whatever the HTTP status', () => {
		expect(askBatch({ status: 500, body: 'FAIL Invalid password\n' }).problem).toMatchObject({ kind: 'account' });
	});

	it('never shows the password, should it be echoed', () => {
		const { problem } = askBatch({ body: 'FAIL bob:pass&word+1 is unknown\n' });
		expect(problem).toMatchObject({ kind: 'account', failure: { cause: 'refused', code: 'FAIL bob:*** is unknown' } });
		expect(JSON.stringify(problem)).not.toContain('pass&word+1');
	});

	it('is quoted in part where it is long', () => {
		const { problem } = askBatch({ body: `FAIL ${'x'.repeat(900)}\n` });
		expect(JSON.stringify(problem).length).toBeLessThan(500);
	});
});

describe('Comcetera’s HTTP status, where the body says nothing', () => {
	it.each([
		[401, { kind: 'account', failure: { cause: 'refused', code: 'HTTP 401' } }],
		[403, { kind: 'account', failure: { cause: 'refused', code: 'HTTP 403' } }],
		[404, { kind: 'failed', status: 'provider_error', code: 'HTTP 404', mayPass: false }],
		[413, { kind: 'tooLong', code: 'HTTP 413' }],
		[429, { kind: 'throttled', code: 'HTTP 429', retryAfterMs: 7000 }],
		[302, { kind: 'failed', status: 'provider_error', code: 'HTTP 302', mayPass: false }],
		[503, { kind: 'failed', status: 'provider_error', code: 'HTTP 503', mayPass: true, uncertain: false }],
		[504, { kind: 'failed', status: 'provider_error', code: 'HTTP 504', mayPass: true, uncertain: true }],
	])('HTTP %i', (status, problem) => {
		for (const body of ['<html>\n<body>Sorry</body></html>', 'Sorry']) {
			expect(askBatch({ status, headers: { 'retry-after': '7' }, body })).toMatchObject({
				answers: new Map(),
				problem,
			});
		}
	});
});
