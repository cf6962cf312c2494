/** LINK Mobility's direct connection: a JSON request and a JSON answer, over TCP or UDP alike (Direct connection). */

import { z } from 'zod';
import { judgeSignIn } from '../../accounts';
import type { Inquiry, Service } from '../../exchange';
import { linkAnswer } from './answer';

export interface SocketAnswer {
	text: string;
	bills: readonly string[];
}

const requestSchema = z.object({
	clientid: z.string().catch(''),
	password: z.string().catch(''),
	tel: z.string().catch(''),
	lookup: z.string().catch(''),
});

type LinkRequest = z.infer<typeof requestSchema>;

const nothingSaid: LinkRequest = { clientid: '', password: '', tel: '', lookup: '' };

/** The document promises "a 'failed' response" without showing one. */
const failed: SocketAnswer = { text: 'failed', bills: [] };

export const linkDirectService: Service<SocketAnswer> = {
	provider: 'linkDirect',
	endpoint: 'lookup',
	requestsAtOnce: Infinity,
	throttled: null,
	broken: () => null,
};

/** @returns the request in the text, or null while the text is no JSON. */
export function parseLinkRequest(text: string): LinkRequest | null {
	if (!text.trimEnd().endsWith('}')) return null;
	try {
		const parsed: unknown = JSON.parse(text);
		return requestSchema.catch(nothingSaid).parse(parsed);
	} catch {
		return null;
	}
}

/** @param text as it came; what is no JSON has no sign-in. */
export function linkInquiry(text: string): Inquiry<SocketAnswer> {
	const { clientid, password, tel, lookup } = parseLinkRequest(text) ?? nothingSaid;
	return {
		account: clientid,
		refusal: judgeSignIn(clientid, password),
		msisdns: [tel],
		answer: () => socketAnswer(tel, lookup),
		// "Your IP/IP range must be whitelisted before connection is allowed": others are not answered at all.
		refuse: (refusal) => (refusal === 'addressNotAllowed' ? null : failed),
	};
}

/** The country is in three letters, as in the document's sample. */
function socketAnswer(tel: string, lookup: string): SocketAnswer {
	const { fields, bills } = linkAnswer(tel, lookup, 'alpha3');
	return { text: JSON.stringify(fields), bills };
}

/** @returns an answer that looks right and is wrong, for a client to fall for. */
export function falseAnswer(tel: string): string {
	const { fields } = linkAnswer(tel, '', 'alpha3');
	return JSON.stringify({ ...fields, tel, e: '', mcc: '999', mnc: '99', imsi: '99999', cn: 'Stranger' });
}
