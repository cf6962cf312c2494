/** Tests run from the TypeScript sources, with libphonenumber-js as it is bundled; types are checked by `npm run typecheck`, not again by every test file. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testTimeout: 30_000,
	maxWorkers: 2,
	globalSetup: '<rootDir>/test/globalSetup.ts',
	moduleNameMapper: { '^libphonenumber-js/max$': '<rootDir>/node_modules/.cache/libphonenumber.cjs' },
	transform: {
		'^.+\\.ts$': [
			'ts-jest',
			{
				tsconfig: {
					module: 'commonjs',
					moduleResolution: 'node10',
					target: 'es2023',
					esModuleInterop: true,
					resolveJsonModule: true,
					isolatedModules: true,
				},
			},
		],
	},
};
