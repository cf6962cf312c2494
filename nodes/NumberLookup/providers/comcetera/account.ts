/** A Comcetera account: the credential's fields, the endpoint's limits, and the request. */

import { z } from 'zod';
import type { BareAccount } from '../answerSource';
import { choice, hostAndPort, httpAddress, readCredential, secret, text, wholeNumber } from '../credential';
import { judgeRefusal } from '../probe';
import type { Account, Enquiry, Opened, ProbeFinding, Reply } from '../provider';
import { Secrets, withoutSecrets } from '../secrets';
import { noNumbers } from './codes';
import { readBatch } from './reply';

/** What the editor calls the fields. */
const displayNames = {
	endpoint: 'Endpoint',
	customUrl: 'Custom URL',
	maxNumbersPerRequest: 'Max Numbers per Request',
	maxConnections: 'Max Connections',
	username: 'Username',
	password: 'Password',
	apiVersion: 'API Version',
};

const commonFields = z.object({
	endpoint: choice(['current', 'legacy', 'custom'], 'Choose one of the endpoints offered: Current, Legacy or Custom.'),
	username: text('The field is empty; write the user name of your Comcetera account.'),
	password: secret('The field is empty; write the password of your Comcetera account.'),
	apiVersion: choice(['2.4', '2.3'], 'Choose one of the versions offered: 2.4 or 2.3.'),
});

const customFields = z.object({
	customUrl: httpAddress(
		'Write the whole address, beginning with http:// or https:// and without a user name or a question mark.',
	),
	maxNumbersPerRequest: wholeNumber({ min: 1, whenEmpty: 1000 }, 'Write a whole number of at least 1.'),
	maxConnections: wholeNumber({ min: 1, whenEmpty: 1 }, 'Write a whole number of at least 1.'),
});

interface Endpoint {
	url: URL;
	numbersPerRequest: number;
	connections: number;
}

/** The limits are Comcetera's: www.numberportabilitylookup.com/api for `current`, API Details v2.4 for `legacy`. */
const publishedEndpoints: Record<'current' | 'legacy', Endpoint> = {
	current: { url: new URL('https://api.numberportabilitylookup.com/npl'), numbersPerRequest: 100, connections: 1 },
	legacy: { url: new URL('https://secure.comcetera.com/npl'), numbersPerRequest: 1000, connections: 1 },
};

/** SS7 queries take a while, and a batch streams slowly. */
const timeoutMs = 180_000;

const lackOfNumber = new Set([noNumbers]);

/** Checks a credential and binds it to the protocol. Never throws. */
export function openComcetera(credential: Readonly<Record<string, unknown>>): Opened {
	const common = readCredential(commonFields, displayNames, credential);
	if (common.problem !== null) return { account: null, problem: common.problem };
	if (common.fields.endpoint !== 'custom') {
		return { account: accountOf(common.fields, publishedEndpoints[common.fields.endpoint]), problem: null };
	}
	const custom = readCredential(customFields, displayNames, credential);
	if (custom.problem !== null) return { account: null, problem: custom.problem };
	const { customUrl: url, maxNumbersPerRequest: numbersPerRequest, maxConnections: connections } = custom.fields;
	return { account: accountOf(common.fields, { url, numbersPerRequest, connections }), problem: null };
}

function accountOf(fields: z.output<typeof commonFields>, endpoint: Endpoint): Account {
	const { username, password, apiVersion } = fields;
	const signIn = new URLSearchParams({ user: username, pass: password, apiver: apiVersion }).toString();
	const secrets = new Secrets(username, [password]);
	const post = (body: string, msisdns: readonly string[]): Enquiry => ({
		request: {
			transport: 'http',
			method: 'POST',
			origin: endpoint.url.origin,
			path: endpoint.url.pathname,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body,
		},
		reader: readBatch(msisdns, secrets),
	});
	const account: BareAccount = {
		signInName: username,
		// 2.3 brings no MSC and no IMSI, which is why some choose it.
		answerVariant: () => apiVersion,
		numbersPerRequest: endpoint.numbersPerRequest,
		concurrency: endpoint.connections,
		hardConcurrency: true,
		timeoutMs,
		hosts: [hostAndPort(endpoint.url)],
		usesToken: false,
		// The commas stay as they are, as in the document's example: allowed in a form, and understood with or without decoding.
		enquire: (msisdns) => post(`${signIn}&msisdn=${msisdns.join(',')}`, msisdns),
		probe: () => post(signIn, []),
		judgeProbe,
	};
	return withoutSecrets(account, secrets);
}

function judgeProbe(reply: Reply): ProbeFinding {
	// QUERYOK is the documented word for an accepted query, even one without numbers.
	if (reply.problem === null) return { kind: 'accepted', message: 'Comcetera accepted the account.' };
	return judgeRefusal(reply, 'Comcetera', lackOfNumber);
}
