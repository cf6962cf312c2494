/** A LINK API Gateway account: the credential's fields, the limits, and the request. */

import { z } from 'zod';
import type { BareAccount } from '../answerSource';
import { hostAndPort, httpAddress, readCredential, secret, text } from '../credential';
import { failedProbe } from '../probe';
import type { Account, AskOptions, Enquiry, Opened, ProbeFinding, Reply } from '../provider';
import { Secrets, withoutSecrets } from '../secrets';
import { readLookup } from './reply';

/** What the editor calls the fields. */
const displayNames = {
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	accessTokenUrl: 'Access Token URL',
	baseUrl: 'Base URL',
};

const fieldsOfCredential = z.object({
	clientId: text('The field is empty; write the client ID that LINK Support gave you.'),
	clientSecret: secret('The field is empty; write the client secret that LINK Support gave you.'),
	accessTokenUrl: httpAddress(
		'Write the whole address that hands out tokens, beginning with http:// or https:// and without a user name or a question mark.',
		'https://lookupauth.linkmobility.co.uk/oauth2/token',
	),
	baseUrl: httpAddress(
		'Write the gateway’s address, beginning with http:// or https:// and without a user name or a question mark.',
		'https://lookup.linkmobility.co.uk',
	),
});

const concurrency = 10;
const timeoutMs = 30_000;

/** Checks a credential and binds it to the protocol. Never throws. */
export function openLinkGateway(credential: Readonly<Record<string, unknown>>): Opened {
	const { fields, problem } = readCredential(fieldsOfCredential, displayNames, credential);
	if (problem !== null) return { account: null, problem };
	return { account: accountOf(fields), problem: null };
}

function accountOf({ clientId, clientSecret, baseUrl }: z.output<typeof fieldsOfCredential>): Account {
	// People paste the address with or without the path that the lookup adds.
	const path = `${baseUrl.pathname.replace(/\/+$/, '').replace(/\/enumlookup$/i, '')}/enumlookup`;
	const get = (query: string, token: string, msisdn: string): Enquiry => ({
		request: {
			transport: 'http',
			method: 'GET',
			origin: baseUrl.origin,
			path: path + query,
			headers: { accept: 'application/json', authorization: `Bearer ${token}` },
		},
		reader: readLookup(msisdn),
	});
	const account: BareAccount = {
		signInName: clientId,
		answerVariant: ({ lookupType }) => lookupType,
		numbersPerRequest: 1,
		concurrency,
		hardConcurrency: false,
		timeoutMs,
		hosts: [hostAndPort(baseUrl)],
		usesToken: true,
		enquire: ([msisdn = ''], _hostIndex, options, token) => get(queryOf(msisdn, options), token, msisdn),
		probe: (_hostIndex, token) => get('', token, ''),
		judgeProbe,
	};
	return withoutSecrets(account, new Secrets(clientId, [clientSecret]));
}

/** Without a `lookup` parameter, LINK goes by the account's own profile. */
function queryOf(msisdn: string, { lookupType }: AskOptions): string {
	return lookupType === 'auto' ? `?tel=${msisdn}` : `?tel=${msisdn}&lookup=${lookupType}`;
}

/** A wrong token is refused with 401 before anything else is looked at, so any complaint about parameters proves the token. */
function judgeProbe({ problem }: Reply): ProbeFinding {
	const isAccepted =
		problem === null || (problem.kind === 'failed' && ['F2', 'F3', 'HTTP 400', 'HTTP 422'].includes(problem.code));
	return isAccepted ? { kind: 'accepted', message: 'LINK accepted the access token.' } : failedProbe(problem);
}
