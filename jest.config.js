/** Tests run from the TypeScript sources; types are checked by `npm run typecheck`, not again by every test file. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testTimeout: 30_000,
	maxWorkers: 2,
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
