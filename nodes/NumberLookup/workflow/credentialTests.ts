/** The credentials’ Test button: asks something that the provider refuses for lack of a number, so that it costs no lookup. */

import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { credentialTestName, redisCredentialType } from '../description/credentials';
import { adviceWhereUnreachable, garbledMessage } from '../lookup/endings';
import type { Account, ProbeFinding } from '../providers/provider';
import type { RegisteredProvider } from '../providers/registry';
import type { Ending } from '../transport/wire';
import { openAccount } from './openAccount';

type CredentialTest = (
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
) => Promise<INodeCredentialTestResult>;

/** A person waits for the button. */
const probeTimeoutMs = 10_000;

/** @returns the tests by name. An OAuth2 type’s goes unused, because n8n only heeds the declarative one of its own. */
export function credentialTests(providers: readonly RegisteredProvider[]): Record<string, CredentialTest> {
	const ofProviders = providers.map((provider): [string, CredentialTest] => [
		credentialTestName(provider.facts.credentialType),
		async (credential) => await testCredential(provider, { ...credential.data }),
	]);
	return { ...Object.fromEntries(ofProviders), [credentialTestName(redisCredentialType)]: testRedis };
}

async function testRedis({ data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const { probeRedis } = await import('../stores/redis/probe');
	const reason = await probeRedis({ ...data });
	return reason === null
		? { status: 'OK', message: 'Redis accepted the user, and keys can be written, read and deleted.' }
		: { status: 'Error', message: reason };
}

async function testCredential(
	{ load }: RegisteredProvider,
	data: Record<string, unknown>,
): Promise<INodeCredentialTestResult> {
	const { account, problem } = await openAccount(load, data);
	if (problem !== null) return { status: 'Error', message: `${problem.field}: ${problem.message}` };
	const finding = await probe(account);
	return finding.kind === 'failed'
		? { status: 'Error', message: `${finding.failure.message} (${finding.failure.code})` }
		: { status: 'OK', message: finding.message };
}

/** Asks at each host in turn until one takes the request. */
async function probe(account: Account): Promise<ProbeFinding> {
	const { carry } = await import('../transport/carry');
	const conditions = { timeoutMs: probeTimeoutMs, resend: true, signal: new AbortController().signal, egress: null };
	let last: Ending | null = null;
	for (const hostIndex of account.hosts.keys()) {
		const { request, reader } = account.probe(hostIndex, '');
		const ending = await carry(request, reader, conditions);
		if (ending.kind === 'complete') return account.judgeProbe(reader.end(true));
		last = ending;
	}
	const code = last?.code ?? '';
	return {
		kind: 'failed',
		failure: { cause: 'unreachable', code, message: messageOf(last, account.hosts.join(', ')) },
	};
}

function messageOf(ending: Ending | null, hosts: string): string {
	if (ending === null || ending.sent === 0) return notReached(hosts, ending?.code ?? '');
	return ending.kind === 'garbled' ? garbledMessage : unanswered(hosts);
}

function notReached(hosts: string, code: string): string {
	const advice = adviceWhereUnreachable(code, 'Check host and port, and that a firewall lets n8n out to them.');
	return `Host not reachable: ${hosts}. ${advice}`;
}

/** To an address that is not on its list, a provider may say nothing at all. */
function unanswered(hosts: string): string {
	return `No answer from ${hosts}. Ask the provider whether this n8n’s public IP address is allow-listed, and check host and port.`;
}
