import { all } from 'mcc-mnc-list';

import { networkChanges } from '../../nodes/NumberLookup/reference/networkChanges';

/** What the library itself says of each code: names and countries. */
const library = new Map<string, { names: (string | null)[]; countries: (string | null)[] }>();
const rows: readonly Record<'mcc' | 'mnc' | 'brand' | 'operator' | 'countryCode', string | null>[] = all();
for (const { mcc, mnc, brand, operator, countryCode } of rows) {
	const listed = library.get(`${mcc}-${mnc}`) ?? { names: [], countries: [] };
	library.set(`${mcc}-${mnc}`, listed);
	listed.names.push(brand ?? operator);
	listed.countries.push(countryCode);
}

describe('the changes since the library’s list', () => {
	it('name each code once, in order', () => {
		const codes = networkChanges.map(([code]) => code);
		expect(codes).toEqual([...new Set(codes)].sort());
	});

	it('are well written', () => {
		for (const [code, name, since, countries = '', source = 'a table'] of networkChanges) {
			expect(code).toMatch(/^[2-7]\d\d-\d{2,3}$|^901-\d\d$/);
			expect(name).toMatch(/^\S+( \S+)*$/);
			expect(since).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
			expect(countries).toMatch(/^([A-Z]{2}(\/[A-Z]{2})*)?$/);
			expect(source).toMatch(/\S/);
		}
	});

	it('give a new code its countries', () => {
		const without = networkChanges.filter(([code, , , countries]) => !library.has(code) && countries === undefined);
		expect(without).toEqual([]);
	});

	it('change something: what the library has caught up with can go', () => {
		const idle = networkChanges.filter(([code, name, , countries]) => {
			const listed = library.get(code);
			if (listed?.names.some((listedName) => listedName !== name) ?? true) return false;
			return countries === undefined || listed?.countries.join('/') === countries;
		});
		expect(idle).toEqual([]);
	});
});
