import { findColumn } from '../../nodes/NumberLookup/list/columns';

const nowhere = () => null;
const found = (header: readonly string[], wanted: string) =>
	findColumn(header, header.length, wanted, 'Number Column', nowhere);

describe('a column', () => {
	it('is the one that reads exactly so, before one that looks alike', () => {
		expect(found(['PHONE', 'phone'], 'phone')).toBe(1);
		expect(found(['PHONE\n', 'x'], 'phone')).toBe(0);
	});

	it.each([
		['years', 'Sales 2023/2024'],
		['a date', '2024-01-31'],
	])('may have %s in its name, which a message repeats', (_what, name) => {
		expect(() => found([name, 'b'], 'phone')).toThrow(`Its columns are: ${name}, b.`);
	});

	it.each([
		['a phone number', '07788 450450'],
		['an e-mail address', 'ada@example.com'],
	])('that is missed is not repeated where it is %s', (_what, contact) => {
		expect(() => found(['a', 'b'], contact)).toThrow('has no column "…", as');
		expect(() => found(['a', contact], 'phone')).toThrow('Its first row looks like a contact');
	});

	it('that is missed makes no long message', () => {
		const long = 'x'.repeat(50_000);
		const messageOf = (header: readonly string[], wanted: string) => {
			try {
				return String(found(header, wanted));
			} catch (error) {
				return String(error);
			}
		};
		expect(messageOf([long], 'phone')).toContain('xxx….');
		for (const message of [
			messageOf([long], 'phone'),
			messageOf(['a'], long),
			messageOf(Array<string>(1_000).fill(long), 'phone'),
		]) {
			expect(message.length).toBeGreaterThan(100);
			expect(message.length).toBeLessThan(1_000);
		}
	});
});
