/**
 * The project's own rules, for all of its code. What is published is judged by n8n's lint as well (build/officialLint.ts);
 * the rule sets are taken from there, so that both judge with the same versions.
 */

import { createRequire } from 'node:module';

const fromOfficialLint = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const js = fromOfficialLint('@eslint/js');
const tseslint = fromOfficialLint('typescript-eslint');
const importX = fromOfficialLint('eslint-plugin-import-x');
const { n8nCommunityNodesPlugin } = fromOfficialLint('@n8n/eslint-plugin-community-nodes');

export default tseslint.config(
	{ ignores: ['dist', 'demo/output', '.cache'] },
	js.configs.recommended,
	{
		// n8n's own rules are known here, so that comments may name them, but only its lint applies them.
		plugins: { 'import-x': importX, '@n8n/community-nodes': n8nCommunityNodesPlugin },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: {
			'import-x/order': [
				'error',
				{
					groups: [
						['builtin', 'external'],
						['parent', 'sibling', 'index'],
					],
				},
			],
			eqeqeq: 'error',
		},
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				warnOnUnsupportedTypeScriptVersion: false,
			},
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': [
				'error',
				{ ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
			],
			// Many interfaces here return promises; an implementation that has nothing to wait for is still right.
			'@typescript-eslint/require-await': 'off',
			// This version takes every `for await` for one over something that is no async iterable.
			'@typescript-eslint/await-thenable': 'off',
			'@typescript-eslint/no-empty-function': 'off',
			'@typescript-eslint/array-type': 'off',
			'@typescript-eslint/no-dynamic-delete': 'off',
		},
	},
	{
		files: ['test/**/*.ts', 'e2e/**/*.test.ts', 'older-n8n/**/*.test.ts'],
		rules: {
			// Jest's matchers, such as expect.any(String), are of the type any.
			'@typescript-eslint/no-unsafe-assignment': 'off',
		},
	},
	{
		files: ['*.js', '*.mjs', 'e2e/**/*.js', 'older-n8n/**/*.js'],
		languageOptions: {
			globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', console: 'readonly' },
		},
	},
);
