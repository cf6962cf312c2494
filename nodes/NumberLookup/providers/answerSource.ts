/**
 * Where an account's answers come from, in short: answers are kept for exactly that, so that neither a test server nor a wrong
 * password ever answers for the live account. Pure.
 */

import { createHash, createHmac } from 'node:crypto';

import type { WireRequest } from '../transport/wire';
import type { Account } from './provider';

/** An account as a provider makes it, before its secrets are kept out of what it tells. */
export type BareAccount = Omit<Account, 'answerSource'>;

/** Two sources never have the same by chance. */
const hostsBytes = 8;

/**
 * What is kept lies where others may read it, and a password can be guessed: whoever reads a whole hash of it can try a dictionary at
 * home. So few bits of a hash that only who has the password can make tell one wrong password in 65,536 not apart, and leave thousands
 * of guesses that all fit.
 */
const secretBytes = 2;

/**
 * @param secrets all that the account signs in with beside its name.
 * @returns the same for the same name, hosts and secrets, in every process and after a restart.
 */
export function answerSourceOf(account: BareAccount, secrets: readonly string[]): string {
	const addresses = account.hosts.map((_, hostIndex) => addressOf(account.probe(hostIndex, '').request));
	const hosts = createHash('sha256').update(addresses.join('\n')).digest();
	const sign = createHmac('sha256', JSON.stringify(secrets)).update(hosts).update(account.signInName).digest();
	return `${hosts.toString('hex', 0, hostsBytes)}.${sign.toString('hex', 0, secretBytes)}`;
}

/** @returns what is asked, without the question: what follows the path may hold passwords and numbers. */
function addressOf(request: WireRequest): string {
	if (request.transport === 'http') return request.origin + request.path.replace(/\?.*/s, '');
	return `${request.transport}://${request.host}:${request.port}`;
}
