/** With what n8n's environment signs in to its proxies: undici reads it, and nobody may be shown it. */

import { Client, EnvHttpProxyAgent } from 'undici';

export interface SignIn {
	name: string;
	password: string;
}

/** @returns those of `HTTP_PROXY` and `HTTPS_PROXY`; none where an address cannot be read, since no request goes out then. */
export function proxySignIns(): SignIn[] {
	const proxies: URL[] = [];
	try {
		const agent = new EnvHttpProxyAgent({
			clientFactory: (proxy, options) => {
				proxies.push(proxy);
				return new Client(proxy, options);
			},
		});
		void agent.destroy();
		return proxies
			.filter(({ password }) => password !== '')
			.map(({ username, password }) => ({
				name: decodeURIComponent(username),
				password: decodeURIComponent(password),
			}));
	} catch {
		return [];
	}
}
