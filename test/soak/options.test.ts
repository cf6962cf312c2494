/** The soak's command line. */

import { readOptions } from '../../soak/options';

describe('the soak’s options', () => {
	it('are a minute with a seed of its own where nothing is said', () => {
		expect(readOptions([], 42)).toEqual({ seconds: 60, seed: 42, lanes: 24 });
	});

	it('are what is said', () => {
		expect(readOptions(['--seconds', '1800', '--seed', '0', '--lanes', '2'], 42)).toEqual({
			seconds: 1800,
			seed: 0,
			lanes: 2,
		});
		expect(readOptions(['--help'], 42)).toBe('help');
	});

	it.each([
		['--seconds', '0'],
		['--lanes', 'many'],
		['--seed', '-1'],
	])('refuse %s %s in words', (option, value) => {
		expect(() => readOptions([`${option}=${value}`], 42)).toThrow(`${option} takes a whole number of at least`);
	});
});
