/** Whatever a provider's server repeats of the request, no answer and no problem tells a secret. */

import { registry } from '../../nodes/NumberLookup/providers/registry';
import type { Account, Enquiry } from '../../nodes/NumberLookup/providers/provider';
import { credentialFor } from '../../simulator/credentials';
import { byPort } from '../../simulator/ports';
import { providerIds, type ProviderId } from '../../simulator/providers';
import { tracesOf } from '../tracesOf';
import { echoedAnswers } from './echoedAnswers';
import { openAccount, plainOptions, play } from './exchange';

const secret = 'Canary/ü &4711"x';
const msisdn = '447788450450';
const ports = byPort(() => 1);

async function accountsOf(id: ProviderId): Promise<Account[]> {
	const provider = await registry.find(({ facts }) => facts.id === id)?.load();
	if (provider === undefined) return [];
	return (id === 'linkDirect' ? ['tcp', 'udp'] : ['http']).map((transport) =>
		openAccount(
			provider,
			credentialFor(id, ports, { username: 'demo', password: secret, clientSecret: secret, transport }),
		),
	);
}

/** What was sent, as servers repeat it. */
function echoesOf({ request }: Enquiry): string[] {
	const sent =
		request.transport === 'http'
			? [request.path, request.body ?? '', ...Object.values(request.headers)]
			: [request.payload];
	const plain = sent.join(' ').trim();
	return [plain, decodeURIComponent(plain.replaceAll('+', ' ')), secret, secret.slice(0, -2)];
}

describe.each(providerIds)('a server of %s that repeats the request', (id) => {
	it.each([200, 400, 401, 402, 403, 420, 500])('gets no secret into an answer with HTTP %i', async (status) => {
		for (const account of await accountsOf(id)) {
			const enquire = () => account.enquire([msisdn], 0, plainOptions, secret);
			for (const body of echoesOf(enquire()).flatMap((echo) => echoedAnswers(echo, msisdn))) {
				for (const complete of [true, false]) {
					const reply = play(enquire().reader, { status, body, complete });
					expect({ body, traces: tracesOf(secret, [...reply.answers.values(), reply.problem]) }).toEqual({
						body,
						traces: [],
					});
				}
				const finding = account.judgeProbe(play(account.probe(0, secret).reader, { status, body }));
				expect({ body, traces: tracesOf(secret, finding) }).toEqual({ body, traces: [] });
			}
		}
	});
});
