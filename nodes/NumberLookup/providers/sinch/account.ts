/** A Sinch credential, checked, and the requests it makes (HTTP Interface, Query Specification). */

import { z } from 'zod';
import type { BareAccount } from '../answerSource';
import { choice, readCredential, secret, text } from '../credential';
import { judgeRefusal } from '../probe';
import type { Account, Enquiry, Opened } from '../provider';
import { readWhole } from '../readWhole';
import { Secrets, withoutSecrets } from '../secrets';
import { invalidNumberResult, missingNumberResult } from './codes';
import { publishedHosts, readServer } from './hosts';
import { readSinchReply } from './reply';

/** What the editor calls the fields. */
const displayNames = {
	region: 'Region',
	useTls: 'Use TLS',
	username: 'Username',
	password: 'Password',
	primaryHost: 'Primary Host',
	backupHost: 'Backup Host',
};

const commonFields = z.object({
	region: choice(['eu', 'us', 'au', 'clxEu', 'clxUs', 'custom'], 'Choose one of the regions offered.'),
	useTls: z.boolean({ message: 'Switch it on or off.' }).default(true),
	username: text('The field is empty; write the user name from Sinch’s Client Account Details.').refine(
		// HTTP basic authentication ends the name at its first colon (RFC 7617, section 2).
		(name) => !name.includes(':'),
		'Write the user name alone: it cannot hold a colon, and the password has a field of its own.',
	),
	password: secret('The field is empty; write the password from Sinch’s Client Account Details.'),
});

const whatToWrite = 'Write host and port only, such as lookup.example.com:3701.';

const serverText = z.preprocess((value) => value ?? '', z.string({ message: whatToWrite }).trim());

const customFields = z.object({
	primaryHost: serverText.transform(toServer),
	backupHost: serverText.transform((written, context) => (written === '' ? null : toServer(written, context))),
});

/** No document limits requests at once; the engine asks less at once where Sinch throttles. */
const concurrency = 10;
const timeoutMs = 30_000;

/** Either refusal means that the test's request came through and lacked a number. */
const lackOfNumber = new Set([missingNumberResult, invalidNumberResult]);

/** Checks a credential and binds it to the protocol. Never throws. */
export function openSinch(credential: Readonly<Record<string, unknown>>): Opened {
	const common = readCredential(commonFields, displayNames, credential);
	if (common.problem !== null) return { account: null, problem: common.problem };
	const { region, useTls } = common.fields;
	if (region !== 'custom') return { account: accountOf(common.fields, publishedHosts(region, useTls)), problem: null };
	const custom = readCredential(customFields, displayNames, credential);
	if (custom.problem !== null) return { account: null, problem: custom.problem };
	const { primaryHost, backupHost } = custom.fields;
	const hosts: Account['hosts'] = backupHost === null ? [primaryHost] : [primaryHost, backupHost];
	return { account: accountOf(common.fields, hosts), problem: null };
}

function accountOf(fields: z.output<typeof commonFields>, hosts: Account['hosts']): Account {
	const { useTls, username, password } = fields;
	const signIn = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
	const ask = (msisdn: string, query: string, hostIndex: number): Enquiry => ({
		request: {
			transport: 'http',
			method: 'GET',
			origin: `${useTls ? 'https' : 'http'}://${hosts[hostIndex] ?? hosts[0]}`,
			path: `/lookup?${query}`,
			headers: { authorization: `Basic ${signIn}` },
		},
		reader: readWhole('latin1', (reply) => readSinchReply(msisdn, reply)),
	});
	const account: BareAccount = {
		signInName: username,
		numbersPerRequest: 1,
		concurrency,
		hardConcurrency: false,
		timeoutMs,
		hosts,
		usesToken: false,
		enquire([msisdn = ''], hostIndex, { bypassProviderCache }) {
			// `nocache` is a bare flag: URLSearchParams would write `nocache=`.
			return ask(msisdn, bypassProviderCache ? `msisdn=${msisdn}&nocache` : `msisdn=${msisdn}`, hostIndex);
		},
		// The flag keeps the query from being empty, which Sinch's SMS API refuses in other words than a missing number.
		probe: (hostIndex) => ask('', 'nocache', hostIndex),
		judgeProbe: (reply) => judgeRefusal(reply, 'Sinch', lackOfNumber),
	};
	return withoutSecrets(account, new Secrets(username, [password]));
}

function toServer(written: string, context: z.RefinementCtx): string {
	const { server, mistake } = readServer(written);
	if (server !== null) return server;
	context.addIssue({ code: 'custom', message: `${mistake} ${whatToWrite}` });
	return z.NEVER;
}
