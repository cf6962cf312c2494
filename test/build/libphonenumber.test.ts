import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build } from 'esbuild';
import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, type parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

import { libphonenumber } from '../../build/libphonenumber';

const directory = mkdtempSync(join(tmpdir(), 'compiled-patterns-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function bundled(resolveDir: string, plugins = [libphonenumber]): Promise<string> {
	const file = join(directory, plugins.length === 0 ? 'original.cjs' : 'reading.cjs');
	await build({
		stdin: { contents: `export { parsePhoneNumberFromString } from 'libphonenumber-js/max';`, resolveDir },
		bundle: true,
		platform: 'node',
		outfile: file,
		plugins,
		logLevel: 'silent',
	});
	return file;
}

type Parse = typeof parsePhoneNumberFromString;

const bundleSchema = z.object({ parsePhoneNumberFromString: z.custom<Parse>((value) => typeof value === 'function') });

function parseOf(file: string): Parse {
	const loaded: unknown = createRequire(__filename)(file);
	return bundleSchema.parse(loaded).parsePhoneNumberFromString;
}

interface Written {
	text: string;
	country: Parameters<Parse>[1];
}

/** All are read before anything is asked of the first, and in turns: what is kept of the last one must not serve another. */
function readingsOf(parse: Parse, written: readonly Written[]) {
	const phones = written.map(({ text, country }) => parse(text, country));
	return facts.map((fact) => phones.map((phone) => (phone === undefined ? null : fact(phone))));
}

type Phone = NonNullable<ReturnType<Parse>>;

const facts: ReadonlyArray<(phone: Phone) => unknown> = [
	({ number }) => number,
	({ country }) => country,
	({ ext }) => ext,
	(phone) => phone.formatNational(),
	(phone) => phone.isPossible(),
	(phone) => phone.getType(),
	(phone) => phone.formatInternational(),
	(phone) => phone.isValid(),
	(phone) => phone.getPossibleCountries(),
];

it('a bundle that keeps what the library works out anew reads every number as the library does', async () => {
	const parse = parseOf(await bundled(__dirname));
	const original = parseOf(await bundled(__dirname, []));
	const numbers = getCountries().flatMap((country) => {
		const example = getExampleNumber(country, examples);
		return example === undefined ? [] : [{ country, national: String(example.nationalNumber) }];
	});
	const written = fc
		.record({
			of: fc.constantFrom(...numbers),
			elsewhere: fc.constantFrom(...numbers),
			prefix: fc.constantFrom('', '0', '8', '+', '+44', '+1', '+800', '+883'),
			kept: fc.nat({ max: 12 }),
			added: fc.array(fc.nat({ max: 9 }), { maxLength: 8 }),
			behind: fc.constantFrom('', ' ext. 12', ' x'),
		})
		.map(({ of: { country, national }, elsewhere, prefix, kept, added, behind }) => {
			const text = prefix + national.slice(0, kept) + added.join('') + behind;
			return [
				{ text, country },
				{ text, country: elsewhere.country },
			];
		});
	fc.assert(
		fc.property(fc.array(written, { minLength: 1, maxLength: 2 }), (some) => {
			expect(readingsOf(parse, some.flat())).toEqual(readingsOf(original, some.flat()));
		}),
		{ numRuns: 3_000 },
	);
	const all = numbers.map(({ country, national }) => ({ text: national, country }));
	expect(readingsOf(parse, all)).toEqual(readingsOf(original, all));
});

it('bundling fails where the library builds its patterns in another way', async () => {
	const root = join(directory, 'newer');
	const files = {
		'package.json': JSON.stringify({
			name: 'libphonenumber-js',
			exports: { './max/es6': './es6-modern/helpers/matchesEntirely.js' },
		}),
		'es6-modern/helpers/matchesEntirely.js': 'export const parsePhoneNumberFromString = (text) => /^1$/.test(text);',
	};
	for (const [name, content] of Object.entries(files)) {
		const path = join(root, 'node_modules/libphonenumber-js', name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	}
	await expect(bundled(root)).rejects.toThrow(/matchesEntirely\.js does not have this once/);
});
