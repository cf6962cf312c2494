/** The tests that need the whole n8n: `npm run test:n8n`. One after the other, because they share it. */
module.exports = {
	...require('../jest.config'),
	rootDir: __dirname,
	roots: ['<rootDir>'],
	globalSetup: '<rootDir>/globalSetup.ts',
	globalTeardown: '<rootDir>/globalTeardown.ts',
	maxWorkers: 1,
	testTimeout: 300_000,
};
