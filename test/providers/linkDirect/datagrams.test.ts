import { hostileBodies } from '../hostileBodies';
import { blankBody, bodyWith, msisdn, sampleBody, wrapped } from '../link/bodies';
import { udpReader } from './accounts';

const nothing = { answers: new Map(), problem: null };

describe('LINK’s answer over UDP', () => {
	it.each([
		['about the number', sampleBody, 'ok'],
		['wrapped', wrapped(sampleBody), 'ok'],
		['with a line end', `${sampleBody}\n`, 'ok'],
		['as a C string', `${sampleBody}\0`, 'ok'],
		['without a number', blankBody({ e: '01' }), 'unknown_subscriber'],
		['of what is not permitted', blankBody({ tel: msisdn, e: 'F1' }), 'not_permitted'],
	])('%s ends the wait', (_form, datagram, status) => {
		const reader = udpReader();
		expect(reader.data(Buffer.from(datagram))).toBe(true);
		const { answers, problem } = reader.end(true);
		expect(problem).toBeNull();
		expect([...answers].map(([number, answer]) => [number, answer.status])).toEqual([[msisdn, status]]);
	});

	it.each(['F2', 'F3'])('%s ends the wait with a failure', (e) => {
		const reader = udpReader();
		expect(reader.data(Buffer.from(blankBody({ e })))).toBe(true);
		expect(reader.end(true).problem).toMatchObject({ kind: 'failed', status: 'provider_error', code: e });
	});

	it.each(['failed', '{"response":"failed"}', blankBody({ e: 'failed' }), 'Unauthorized'])(
		'%s ends the wait with an account failure',
		(datagram) => {
			const reader = udpReader();
			expect(reader.data(Buffer.from(datagram))).toBe(true);
			expect(reader.end(true).problem).toMatchObject({ kind: 'account', failure: { cause: 'refused' } });
		},
	);
});

describe('a datagram that is no answer to this request', () => {
	const strangers: ReadonlyArray<readonly [string, Uint8Array]> = [
		['about another number', Buffer.from(bodyWith({ tel: '447700900000' }))],
		['about another number, wrapped', Buffer.from(wrapped(bodyWith({ tel: '447700900000' })))],
		['about another number, with a code', Buffer.from(blankBody({ tel: '447700900000', e: 'F0' }))],
		...hostileBodies,
	];

	it.each(strangers)('%s is passed over, and the wait goes on', (_name, datagram) => {
		const reader = udpReader();
		expect(reader.data(datagram)).toBe(false);
		expect(reader.data(Buffer.from(sampleBody))).toBe(true);
		expect([...reader.end(true).answers.keys()]).toEqual([msisdn]);
	});

	it('cut anywhere is passed over, and the wait goes on', () => {
		const reader = udpReader();
		for (let length = 0; length < sampleBody.length; length++) {
			expect(reader.data(Buffer.from(sampleBody.slice(0, length)))).toBe(false);
		}
		expect(reader.end(false)).toEqual(nothing);
	});

	it.each(strangers)('%s alone is no answer when time is up', (_name, datagram) => {
		const reader = udpReader();
		reader.data(datagram);
		expect(reader.end(false)).toEqual(nothing);
	});

	it('has a time-out without any datagram to itself', () => {
		expect(udpReader().end(false)).toEqual(nothing);
	});
});
