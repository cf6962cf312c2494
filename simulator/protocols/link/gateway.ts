/** LINK Mobility's API gateway: an access token from one address, lookups with it from another (API Gateway). */

import { brokenAnswer, json, tooManyRequests, type HttpAnswer, type Route } from '../../http/messages';
import { httpPort } from '../../http/port';
import type { Routes } from '../../http/server';
import type { SimulatedProvider } from '../../provider';
import type { World } from '../../world';
import { AccessTokens } from './accessTokens';
import { linkAnswer } from './answer';
import { linkCells } from './outcomes';
import { linkScope, linkTokenRoute } from './token';

const unauthorized = json(401, { message: 'Unauthorized' });
/** Not documented; the same gateway's usual word for a client that is known and not let in. */
const forbidden = json(403, { message: 'Forbidden' });

export const linkGateway: SimulatedProvider<'linkGateway'> = {
	heading: 'LINK',
	way: 'gateway',
	traits: { carriage: 'http', batches: null, tokens: true },
	ports: { linkGateway: httpPort(3705, routesOf) },
	signIn: (clientId, clientSecret) => ({ clientId, clientSecret }),
	credential: (at) => ({
		grantType: 'clientCredentials',
		accessTokenUrl: `http://${at('linkGateway')}/oauth2/token`,
		scope: linkScope,
		authentication: 'header',
		baseUrl: `http://${at('linkGateway')}`,
	}),
	addresses: (at) => [`base URL http://${at('linkGateway')}, token http://${at('linkGateway')}/oauth2/token`],
	cells: linkCells,
};

/** The document writes the lookup address with a slash at its end and without. */
function routesOf(world: World): Routes {
	const tokens = new AccessTokens();
	return new Map([
		['/oauth2/token', linkTokenRoute(world, tokens)],
		['/enumlookup', linkLookupRoute(tokens)],
		['/enumlookup/', linkLookupRoute(tokens)],
	]);
}

function linkLookupRoute(tokens: AccessTokens): Route {
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
