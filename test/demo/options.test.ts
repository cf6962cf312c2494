/** The demo's command line. */

import { readOptions } from '../../demo/options';
import { write } from './folder';

const known = ['sinch', 'horisen'];
const withCredentials = (content: string, ...others: string[]) =>
	readOptions(['--credentials', write('credentials.json', content), ...others], known);

describe('the demo’s options', () => {
	it('are all providers, simulated, where nothing is said', () => {
		expect(readOptions([], known)).toMatchObject({ providers: known, credentials: null });
	});

	it('are the providers of the credentials file', () => {
		expect(withCredentials('{"horisen": {"username": "u"}}')).toMatchObject({
			providers: ['horisen'],
			credentials: { horisen: { username: 'u' } },
		});
	});

	it.each([
		['a provider that does not exist', '{"other": {}}', [], 'There is no provider "other".'],
		['a provider without credentials', '{"sinch": {}}', ['--provider', 'horisen'], 'nothing of the provider "horisen"'],
	])('refuse %s', (_flaw, content, others, message) => {
		expect(() => withCredentials(content, ...others)).toThrow(message);
	});
});

describe('a credentials file that cannot be used', () => {
	it.each([
		['a quote too many', '{"sinch": {"password": "s3cret"pass"}}', 'is not valid JSON'],
		['only a word', 's3cret', 'is not valid JSON'],
		['no object by provider', '{"password": "s3cret"}', 'must hold an object by provider id'],
	])('is named, but not quoted: %s', (_flaw, content, reason) => {
		let message = '';
		try {
			withCredentials(content);
		} catch (error) {
			message = String(error);
		}
		expect(message).toContain(`credentials.json ${reason}`);
		expect(message).not.toMatch(/s3|cret|pass"/);
	});

	it('is missed in words', () => {
		expect(() => readOptions(['--credentials', 'absent.json'], known)).toThrow(/^There is no file absent\.json\.$/);
	});
});
