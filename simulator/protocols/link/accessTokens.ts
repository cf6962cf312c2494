/** The access tokens that LINK's token address has given out. */

import { randomBytes } from 'node:crypto';

export class AccessTokens {
	readonly #issued = new Map<string, { account: string; endsAtMs: number }>();

	issue(account: string, lifetimeSeconds: number): string {
		const token = randomBytes(24).toString('base64url');
		this.#issued.set(token, { account, endsAtMs: Date.now() + lifetimeSeconds * 1000 });
		return token;
	}

	/** @returns whose token it is, null where it was never given out or has ended. */
	accountOf(token: string): string | null {
		const issued = this.#issued.get(token);
		return issued === undefined || issued.endsAtMs <= Date.now() ? null : issued.account;
	}

	expireAll(): void {
		this.#issued.clear();
	}
}
