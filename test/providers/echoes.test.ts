/** Whatever a provider's server repeats of the request, no answer and no problem tells a secret; nor does what stands for the account. */

import { registry } from '../../nodes/NumberLookup/providers/registry';
import type { Account, Enquiry, Opened } from '../../nodes/NumberLookup/providers/provider';
import { type CredentialData, credentialFor } from '../../simulator/credentials';
import { byPort, providerIds, type ProviderId } from '../../simulator/providers';
import { credentialTypes } from '../credentialTypes';
import { tracesOf } from '../tracesOf';
import { echoedAnswers } from './echoedAnswers';
import { openAccount, plainOptions, play } from './exchange';

const secret = 'Canary/ü &4711"x';
const msisdn = '447788450450';
const ports = byPort(() => 1);

/** @returns the provider's account with a secret in each password field, once for each choice that changes what is sent. */
async function accountsOf(id: ProviderId): Promise<Account[]> {
	const registered = registry.find(({ facts }) => facts.id === id);
	const type = (await credentialTypes()).find(({ name }) => name === registered?.facts.credentialType);
	if (registered === undefined || type === undefined) throw new Error(`No credential type of ${id} is known.`);
	const provider = await registered.load();
	const secrets = type.properties.filter(({ typeOptions }) => typeOptions?.password === true);
	expect(secrets).not.toEqual([]);
	const usual = { ...credentialFor(id, ports, {}), ...Object.fromEntries(secrets.map(({ name }) => [name, secret])) };
	const choices = type.properties.flatMap(({ type: kind, name, options = [] }) =>
		kind === 'options' ? options.flatMap((option) => ('value' in option ? [{ [name]: option.value }] : [])) : [],
	);
	const accounts = new Map([[sentBy(openAccount(provider, usual)), openAccount(provider, usual)]]);
	for (const choice of choices) {
		const { account }: Opened = provider.open({ ...usual, ...choice } satisfies CredentialData);
		if (account !== null) accounts.set(sentBy(account), account);
	}
	return [...accounts.values()];
}

/** @returns what differs between accounts apart from the host. */
function sentBy(account: Account): string {
	const { request } = account.enquire([msisdn], 0, plainOptions, secret);
	return [request.transport, ...textsOf(request)].join(' ');
}

function textsOf(request: Enquiry['request']): string[] {
	if (request.transport !== 'http') return [request.payload];
	return [request.path, request.body ?? '', ...Object.values(request.headers)];
}

/** What was sent, as servers repeat it. */
function echoesOf({ request }: Enquiry): string[] {
	const plain = textsOf(request).join(' ').trim();
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

describe.each(providerIds)('what stands for an account of %s', (id) => {
	it('holds no secret, for it names answers and limits in the stores, and hosts in messages', async () => {
		for (const { signInName, answerVariant, hosts } of await accountsOf(id)) {
			expect(signInName).not.toBe('');
			expect(tracesOf(secret, [signInName, answerVariant?.(plainOptions), hosts])).toEqual([]);
		}
	});
});
