/** The tests that need the whole n8n as one process. One after the other, because they share it. */
module.exports = {
	...require('../jest.config'),
	rootDir: __dirname,
	// n8n runs what was built.
	moduleNameMapper: {},
	roots: ['<rootDir>'],
	testPathIgnorePatterns: ['<rootDir>/queue/'],
	globalSetup: '<rootDir>/globalSetup.ts',
	globalTeardown: '<rootDir>/globalTeardown.ts',
	maxWorkers: 1,
	testTimeout: 300_000,
};
