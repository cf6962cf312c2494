/** LINK Mobility's API gateway: an access token from one address, lookups with it from another (API Gateway). */

import { brokenAnswer, json, tooManyRequests, type HttpAnswer, type Route } from '../../http/messages';
import type { AccessTokens } from './accessTokens';
import { linkAnswer } from './answer';

const unauthorized = json(401, { message: 'Unauthorized' });
/** Not documented; the same gateway's usual word for a client that is known and not let in. */
const forbidden = json(403, { message: 'Forbidden' });

export function linkLookupRoute(tokens: AccessTokens): Route {
	return {
		provider: 'linkGateway',
		endpoint: 'lookup',
		methods: ['GET'],
		requestsAtOnce: Infinity,
		throttled: tooManyRequests,
		broken: brokenAnswer,
		read({ query, headers }) {
			const account = tokens.accountOf(headers.authorization?.replace(/^bearer /i, '') ?? '');
			const tel = query.get('tel') ?? '';
			return {
				account: account ?? '',
				refusal: account === null ? 'wrongPassword' : null,
				msisdns: [tel],
				answer: () => lookUp(tel, query.get('lookup') ?? ''),
				refuse: (refusal) => (refusal === 'wrongPassword' ? unauthorized : forbidden),
				expireToken() {
					tokens.expireAll();
					return unauthorized;
				},
			};
		},
	};
}

function lookUp(tel: string, lookup: string): HttpAnswer {
	const { fields, nested, bills } = linkAnswer(tel, lookup, 'alpha2');
	return json(200, nested ? { statuscode: 200, response: fields } : fields, bills);
}
