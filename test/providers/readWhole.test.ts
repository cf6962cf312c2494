import { readWhole } from '../../nodes/NumberLookup/providers/readWhole';

const nothing = { answers: new Map(), problem: null };

/** Feeds single bytes. @returns how often the reader looked whether the body is whole, and when it had enough. */
function drip(body: string) {
	let looks = 0;
	let read = '';
	const reader = readWhole(
		'utf8',
		(reply) => {
			read = reply.body;
			return nothing;
		},
		(text) => {
			looks += 1;
			return text.endsWith('.');
		},
	);
	const bytes = Buffer.from(body);
	const enough = bytes.findIndex((_, index) => reader.data(bytes.subarray(index, index + 1)));
	reader.end(true);
	return { looks, enough, read };
}

describe('a body in single bytes', () => {
	it('is looked at after each while it is as short as a provider’s, and read to its end', () => {
		expect(drip('an ‘answer’.')).toEqual({ looks: 16, enough: 15, read: 'an ‘answer’.' });
	});

	it('costs no look at every byte when it goes on, for each look reads all of it', () => {
		const endless = '}'.repeat(65_536);
		const { looks, read } = drip(endless);
		expect(looks).toBeLessThan(4096 + 64);
		expect(read).toBe(endless);
	});
});
