import fc from 'fast-check';
import { playByteByByte } from '../exchange';
import { enoughBytes, flood, hostileBodies } from '../hostileBodies';
import { askBatch, documentedReply, msisdns, readerOf } from './account';

describe('Comcetera’s reader and hostile replies', () => {
	it.each(hostileBodies)('%s is a provider’s error', (_name, body) => {
		for (const status of [200, 404, 500]) {
			const { answers, problem } = askBatch({ status, body });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
			expect(playByteByByte(readerOf(), { status, body }).problem).toEqual(problem);
		}
	});

	it.each(hostileBodies)('%s amid the batch costs no answer', (_name, body) => {
		const amid = Buffer.concat([Buffer.from('QUERYOK\n'), body, Buffer.from(documentedReply.replace('QUERYOK', ''))]);
		const { answers, problem } = askBatch({ body: amid });
		if (problem === null) expect([...answers.keys()]).toEqual(msisdns);
		else expect(problem).toMatchObject({ kind: 'failed', code: 'answer too large' });
	});

	it.each(['', 'QUERYOK\n', `QUERYOK\n${msisdns[0]} 23415,`])('has enough of a flood after %j early', (beginning) => {
		const reader = readerOf();
		reader.head?.(200, {});
		expect(flood((chunk) => reader.data(chunk), beginning)).toBeLessThan(enoughBytes);
		const { answers, problem } = reader.end(true);
		expect(answers.size).toBe(0);
		expect(problem).toMatchObject({ kind: 'failed', code: 'answer too large', mayPass: false });
	});

	it('has enough of endless lines about others, and keeps what was answered before', () => {
		const reader = readerOf();
		reader.data(Buffer.from('QUERYOK\n447788450450 23415\n'));
		const strangers = Buffer.from('447700900000 23410\n'.repeat(1000));
		let chunks = 0;
		while (!reader.data(strangers)) chunks += 1;
		expect(chunks * strangers.length).toBeLessThan(enoughBytes);
		const { answers, problem } = reader.end(true);
		expect([...answers.keys()]).toEqual(['447788450450']);
		expect(problem).toMatchObject({ code: 'answer too large' });
	});

	it('classifies any bytes, and speaks only of numbers asked', () => {
		const line = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.string({ maxLength: 30 }).map((text) => `${msisdns[0]} ${text}`),
			fc.constantFrom('QUERYOK', 'ENDBATCH', 'FAIL Invalid password', '__proto__ 23415', `${msisdns[1]} 23415`),
		);
		const bodies = fc.array(line, { maxLength: 8 }).map((lines) => Buffer.from(lines.join('\n')));
		fc.assert(
			fc.property(bodies, fc.boolean(), (body, complete) => {
				const { answers, problem } = askBatch({ body, complete });
				for (const number of answers.keys()) expect(msisdns).toContain(number);
				if (complete && problem === null) expect(answers.size).toBe(msisdns.length);
				expect(playByteByByte(readerOf(), { body, complete })).toEqual({ answers, problem });
			}),
		);
	});
});
