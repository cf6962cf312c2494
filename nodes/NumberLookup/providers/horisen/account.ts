/** A HORISEN credential, checked, and the requests it makes (MNP HTTP API 1.0, section 3.2; 2.0 asks alike). */

import { z } from 'zod';
import type { BareAccount } from '../answerSource';
import { choice, hostAndPort, httpAddress, readCredential, secret, text } from '../credential';
import { judgeRefusal } from '../probe';
import type { Account, Enquiry, Opened } from '../provider';
import { readWhole } from '../readWhole';
import { Secrets, withoutSecrets } from '../secrets';
import { badParameterCode, missingParameterCode } from './codes';
import { readHorisenReply } from './reply';

/** What the editor calls the fields. */
const displayNames = { apiVersion: 'API Version', url: 'URL', username: 'Username', password: 'Password' };

const versionField = z.object({
	apiVersion: choice(['2.0', '1.0'], 'Choose one of the versions offered: 2.0 or 1.0.'),
});

const publishedUrls = {
	'2.0': 'https://mnp1.horisen.com:16089/mnpjson',
	'1.0': 'http://sms.horisen.info:12015/mnp',
} as const satisfies Record<z.output<typeof versionField>['apiVersion'], string>;

const urlSentence =
	'Write the whole address, beginning with http:// or https:// and without a user name or a question mark, or leave the field empty.';

const otherFields = (publishedUrl: string) =>
	z.object({
		url: httpAddress(urlSentence, publishedUrl),
		username: text('The field is empty; write the user name that HORISEN gave you for MNP queries.'),
		password: secret('The field is empty; write the password that HORISEN gave you for MNP queries.'),
	});

/** No document limits requests at once. */
const concurrency = 10;
const timeoutMs = 30_000;

/** Either refusal means that the test's request came through and lacked a number. */
const lackOfNumber = new Set([missingParameterCode, badParameterCode]);

/** Checks a credential and binds it to the protocol. Never throws. */
export function openHorisen(credential: Readonly<Record<string, unknown>>): Opened {
	const version = readCredential(versionField, displayNames, credential);
	if (version.problem !== null) return { account: null, problem: version.problem };
	const other = readCredential(otherFields(publishedUrls[version.fields.apiVersion]), displayNames, credential);
	if (other.problem !== null) return { account: null, problem: other.problem };
	return { account: accountOf(other.fields), problem: null };
}

function accountOf({ url, username, password }: z.output<ReturnType<typeof otherFields>>): Account {
	const signIn = { user: username, password };
	const ask = (msisdn: string, parameters: Readonly<Record<string, string>>): Enquiry => ({
		request: {
			transport: 'http',
			method: 'GET',
			origin: url.origin,
			path: `${url.pathname}?${queryOf(parameters)}`,
			headers: {},
		},
		reader: readWhole('utf8', (reply) => readHorisenReply(msisdn, reply)),
	});
	const account: BareAccount = {
		signInName: username,
		numbersPerRequest: 1,
		concurrency,
		hardConcurrency: false,
		timeoutMs,
		hosts: [hostAndPort(url)],
		usesToken: false,
		enquire: ([msisdn = ''], _hostIndex, { referenceId }) =>
			ask(msisdn, { msisdn, ...signIn, ...(referenceId === '' ? {} : { refid: referenceId }) }),
		probe: () => ask('', signIn),
		judgeProbe: (reply) => judgeRefusal(reply, 'HORISEN', lackOfNumber),
	};
	return withoutSecrets(account, new Secrets(username, [password]));
}

/** Percent-encodes as UTF-8, a space as %20: URLSearchParams would write `+`, which not every server reads back. */
function queryOf(parameters: Readonly<Record<string, string>>): string {
	return Object.entries(parameters)
		.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`)
		.join('&');
}

/** Replaces halves of characters, such as cutting a text leaves: encodeURIComponent throws on them. */
function wellFormed(value: string): string {
	return Buffer.from(value, 'utf8').toString('utf8');
}
