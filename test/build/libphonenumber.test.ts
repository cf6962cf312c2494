import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build } from 'esbuild';
import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

import { libphonenumber } from '../../build/libphonenumber';

const directory = mkdtempSync(join(tmpdir(), 'compiled-patterns-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function bundled(resolveDir: string): Promise<string> {
	const file = join(directory, 'reading.cjs');
	await build({
		stdin: { contents: `export { parsePhoneNumberFromString } from 'libphonenumber-js/max';`, resolveDir },
		bundle: true,
		platform: 'node',
		outfile: file,
		plugins: [libphonenumber],
		logLevel: 'silent',
	});
	return file;
}

type Parse = typeof parsePhoneNumberFromString;

const bundleSchema = z.object({ parsePhoneNumberFromString: z.custom<Parse>((value) => typeof value === 'function') });

function readingOf(parse: Parse, text: string, country: Parameters<Parse>[1]) {
	const phone = parse(text, country);
	if (phone === undefined) return null;
	return [
		phone.number,
		phone.country,
		phone.isPossible(),
		phone.getType(),
		phone.formatNational(),
		phone.formatInternational(),
	];
}

it('a bundle with patterns built once reads every number as the library does', async () => {
	const loaded: unknown = createRequire(__filename)(await bundled(__dirname));
	const { parsePhoneNumberFromString: parse } = bundleSchema.parse(loaded);
	const numbers = getCountries().flatMap((country) => {
		const example = getExampleNumber(country, examples);
		return example === undefined ? [] : [{ country, national: String(example.nationalNumber) }];
	});
	const written = fc.record({
		of: fc.constantFrom(...numbers),
		prefix: fc.constantFrom('', '0', '8', '+'),
		kept: fc.nat({ max: 12 }),
		added: fc.array(fc.nat({ max: 9 }), { maxLength: 8 }),
	});
	fc.assert(
		fc.property(written, ({ of: { country, national }, prefix, kept, added }) => {
			const text = prefix + national.slice(0, kept) + added.join('');
			expect(readingOf(parse, text, country)).toEqual(readingOf(parsePhoneNumberFromString, text, country));
		}),
		{ numRuns: 5_000 },
	);
	for (const { country, national } of numbers) {
		expect(readingOf(parse, national, country)).toEqual(readingOf(parsePhoneNumberFromString, national, country));
	}
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
