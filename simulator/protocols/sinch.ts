/** Sinch Number Lookup: one number in a GET, one line of text in the answer (Sinch HTTP Interface). */

import { isKnownName, judgeSignIn, type Refusal } from '../accounts';
import { basicSignIn, brokenAnswer, type HttpAnswer, type Route, type WholeAnswer } from '../http/messages';
import { outcomeOf } from '../outcomes/outcomes';
import { fill } from '../outcomes/placeholders';
import { isMsisdn, subscriberOf } from '../subscribers/subscribers';

/** Results that say that nothing was looked up. */
const unbilled: ReadonlySet<string> = new Set(['result=IMSI_LOOKUP_BLOCKED', 'result=msisdn is invalid']);

export const sinchRoute: Route = {
	provider: 'sinch',
	endpoint: 'lookup',
	methods: ['GET'],
	requestsAtOnce: Infinity,
	throttled: answer('result=REQUEST_THROTTLED', []),
	broken: brokenAnswer,
	read({ query, headers }) {
		const signIn = basicSignIn(headers.authorization);
		const msisdn = query.get('msisdn') ?? '';
		return {
			account: signIn?.name ?? '',
			refusal: signIn === null ? 'wrongPassword' : judgeSignIn(signIn.name, signIn.password),
			msisdns: [msisdn],
			answer: () => lookUp(msisdn),
			refuse: (refusal) => refused(refusal, signIn?.name),
		};
	},
};

function lookUp(msisdn: string): HttpAnswer {
	if (msisdn === '') return answer('Mandatory parameter msisdn not found', []);
	if (!isMsisdn(msisdn)) return answer('msisdn is invalid', []);
	const body = resultOf(msisdn);
	return answer(body, unbilled.has(body) || !body.startsWith('result=') ? [] : [msisdn]);
}

function resultOf(msisdn: string): string {
	const subscriber = subscriberOf(msisdn);
	const told = outcomeOf(msisdn)?.answers.sinch;
	if (told !== undefined) return fill(told, subscriber);
	const { kind, network } = subscriber;
	return kind === 'mobile' ? `result=OK;imsi=${network.mcc}${network.mnc}` : 'result=UNKNOWN_SUBSCRIBER';
}

/** The results in prose come with HTTP 400, as the same server family answers a bad parameter of its SMS interface. */
function answer(body: string, bills: readonly string[]): WholeAnswer {
	return body.startsWith('result=')
		? content(200, 'OK, Success', body, bills)
		: content(400, 'Bad Request', body, bills);
}

/** The lookup document says nothing of refusals; these are the words of the family's SMS interface. */
function refused(refusal: Refusal, name: string | undefined): WholeAnswer {
	if (name === undefined) return content(203, 'Non-Authoritative Information', 'User/Password parameter missing', []);
	switch (refusal) {
		case 'wrongPassword':
			return content(401, 'Unauthorized', isKnownName(name) ? 'Incorrect password' : 'Account not found', []);
		case 'addressNotAllowed':
			return content(401, 'Unauthorized', 'Originator IP address is not authorized', []);
		case 'noCredit':
		case 'locked':
			return content(402, 'Payment Required', 'Account blocked', []);
	}
}

function content(status: number, reason: string, body: string, bills: readonly string[]): WholeAnswer {
	return { status, reason, contentType: 'text/plain; charset=ISO-8859-1', body, bills };
}
