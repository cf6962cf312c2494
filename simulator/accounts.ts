/** Who may ask: the sign-in names that every provider knows, and how many requests each account has under way. */

import type { ProviderId } from './providerId';

/** Why an account is refused; each provider has its own words for it. */
export const refusals = ['wrongPassword', 'addressNotAllowed', 'noCredit', 'locked'] as const;

export type Refusal = (typeof refusals)[number];

export const demoName = 'demo';
export const demoPassword = 'demo-password';
/** Good, too, and part of no word: tests look for it in all that is shown. */
export const canaryPassword = 'Zq7vX3kW9pRt&é/J';

const goodPasswords = [demoPassword, canaryPassword];

const refusedNames: ReadonlyArray<readonly [prefix: string, refusal: Refusal]> = [
	['blocked-address', 'addressNotAllowed'],
	['no-credit', 'noCredit'],
	['locked', 'locked'],
];

/** @returns whether a sign-in name beginning so exists, whatever the password. */
export function isKnownName(name: string): boolean {
	return name.startsWith(demoName) || refusedNames.some(([prefix]) => name.startsWith(prefix));
}

/** @returns why this sign-in is refused, or null where it is good. Every name that begins with `demo` is an account. */
export function judgeSignIn(name: string, password: string): Refusal | null {
	if (!goodPasswords.includes(password) || !isKnownName(name)) return 'wrongPassword';
	return refusedNames.find(([prefix]) => name.startsWith(prefix))?.[1] ?? null;
}

/** Requests under way, by provider and by account. */
export class Traffic {
	readonly #counts = new Map<string, number>();

	/** @returns the provider's and the account's requests now under way, this one included. */
	enter(provider: ProviderId, account: string): { ofProvider: number; ofAccount: number } {
		return { ofProvider: this.#add(provider, 1), ofAccount: this.#add(`${provider}:${account}`, 1) };
	}

	leave(provider: ProviderId, account: string): void {
		this.#add(provider, -1);
		this.#add(`${provider}:${account}`, -1);
	}

	#add(key: string, step: number): number {
		const count = (this.#counts.get(key) ?? 0) + step;
		if (count === 0) this.#counts.delete(key);
		else this.#counts.set(key, count);
		return count;
	}
}
