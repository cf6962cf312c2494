/** The built node on the engines of earlier n8n: a project for each folder here, whose engine stands in for the newest one. */

require('tsx/cjs');

const { join } = require('node:path');

const { installedIn } = require('../e2e/installOnce');
const { maxWorkers, testTimeout, ...usual } = require('../jest.config');
const { nameOf, versions } = require('./versions');

/** What has to hold everywhere, from the tests of the newest engine; and what these do not tell. */
const tests = ['<rootDir>/test/workflow/{output,routing,stop,validate}.test.ts', '<rootDir>/older-n8n/*.test.ts'];

module.exports = {
	maxWorkers,
	testTimeout: 2 * testTimeout,
	projects: versions.map((version) => ({
		...usual,
		displayName: `n8n ${version}`,
		rootDir: join(__dirname, '..'),
		roots: ['<rootDir>/test/workflow', '<rootDir>/older-n8n'],
		testMatch: tests,
		globalSetup: '<rootDir>/older-n8n/globalSetup.ts',
		moduleNameMapper: {
			'^(n8n-core|n8n-workflow|reflect-metadata)($|/.*)': `${installedIn(join(__dirname, version), nameOf(version))}/node_modules/$1$2`,
		},
	})),
};
