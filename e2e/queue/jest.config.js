/** The same tests of runs with n8n in queue mode, and those of queue mode itself. */
const config = require('../jest.config');

module.exports = {
	...config,
	globalSetup: '<rootDir>/queue/globalSetup.ts',
	testMatch: ['<rootDir>/runs.test.ts', '<rootDir>/failures.test.ts', '<rootDir>/queue/*.test.ts'],
	testPathIgnorePatterns: [],
};
