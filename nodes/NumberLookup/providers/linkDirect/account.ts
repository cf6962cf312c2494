/** A LINK account on the direct sockets: the credential's fields, the limits, and the request. */

import { z } from 'zod';
import type { BareAccount } from '../answerSource';
import { choice, readCredential, secret, text, wholeNumber } from '../credential';
import { judgeRefusal } from '../probe';
import type { Account, Enquiry, Opened } from '../provider';
import { Secrets, withoutSecrets } from '../secrets';
import { readDatagram, readStream } from './reply';

/** What the editor calls the fields. */
const displayNames = {
	transport: 'Transport',
	host: 'Host',
	tcpPort: 'TCP Port',
	udpPort: 'UDP Port',
	clientId: 'Client ID',
	password: 'Password',
};

const port = (whenEmpty: number) =>
	wholeNumber({ min: 1, max: 65_535, whenEmpty }, `Write a port from 1 to 65535; LINK’s own is ${whenEmpty}.`);

const commonFields = z.object({
	transport: choice(['tcp', 'udp'], 'Choose TCP or UDP.'),
	host: hostName('dnsenum.linkmobility.co.uk'),
	clientId: text('The field is empty; write the client ID that LINK Support gave you.'),
	password: secret('The field is empty; write the password that LINK Support gave you.'),
});

/** Only the chosen transport's port is shown, so only that one is checked. */
const portFields = {
	tcp: z.object({ tcpPort: port(10_054) }).transform((fields) => fields.tcpPort),
	udp: z.object({ udpPort: port(10_055) }).transform((fields) => fields.udpPort),
};

/** Each request has a socket of its own, so the limit is one on sockets. UDP's time-out is that of the document's C sample. */
const limits = {
	tcp: { concurrency: 10, timeoutMs: 30_000 },
	udp: { concurrency: 50, timeoutMs: 20_000 },
};

/** LINK calls parameters invalid with F2; whether a missing one counts as that, or as F3, is not written anywhere. */
const lackOfNumber = new Set(['F2', 'F3']);

/** Checks a credential and binds it to the protocol. Never throws. */
export function openLinkDirect(credential: Readonly<Record<string, unknown>>): Opened {
	const common = readCredential(commonFields, displayNames, credential);
	if (common.problem !== null) return { account: null, problem: common.problem };
	const portNumber = readCredential(portFields[common.fields.transport], displayNames, credential);
	if (portNumber.problem !== null) return { account: null, problem: portNumber.problem };
	return { account: accountOf(common.fields, portNumber.fields), problem: null };
}

function accountOf(fields: z.output<typeof commonFields>, portNumber: number): Account {
	const { transport, host, clientId, password } = fields;
	const signIn = { clientid: clientId, password };
	const read = transport === 'tcp' ? readStream : readDatagram;
	const send = (question: Readonly<Record<string, string>>, msisdn: string): Enquiry => ({
		request: { transport, host, port: portNumber, payload: JSON.stringify({ ...signIn, ...question }) },
		reader: read(msisdn),
	});
	const account: BareAccount = {
		signInName: clientId,
		answerVariant: ({ lookupType }) => lookupType,
		numbersPerRequest: 1,
		...limits[transport],
		hardConcurrency: false,
		hosts: [host.includes(':') ? `[${host}]:${portNumber}` : `${host}:${portNumber}`],
		usesToken: false,
		// Without `lookup`, LINK goes by the account's own profile.
		enquire: ([tel = ''], _hostIndex, { lookupType }) =>
			send(lookupType === 'auto' ? { tel } : { tel, lookup: lookupType }, tel),
		probe: () => send({}, ''),
		judgeProbe: (reply) => judgeRefusal(reply, 'LINK', lackOfNumber),
	};
	return withoutSecrets(account, new Secrets(clientId, [password]));
}

/** A host name or an IP address, an IPv6 one with or without its brackets. */
function hostName(whenEmpty: string) {
	const sentence = 'Write the host’s name or IP address alone, without scheme, port or path.';
	return text(sentence, whenEmpty)
		.transform((host) => host.replace(/^\[(.*)\]$/, '$1'))
		.refine((host) => /^[\w.-]+$/.test(host) || URL.canParse(`http://[${host}]`), sentence);
}
