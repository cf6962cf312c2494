/** From a credential to an account: its provider reads the fields, and no answer may tell with what n8n signs in to a proxy. */

import type { Opened } from '../providers/provider';
import type { RegisteredProvider } from '../providers/registry';

/** @param credential as n8n stores it. */
export async function openAccount(
	load: RegisteredProvider['load'],
	credential: Readonly<Record<string, unknown>>,
): Promise<Opened> {
	const opened = (await load()).open(credential);
	if (opened.account === null) return opened;
	const { Secrets, withoutOthersSecrets } = await import('../providers/secrets');
	const { proxySignIns } = await import('../transport/proxySignIns');
	const account = proxySignIns().reduce(
		(guarded, { name, password }) => withoutOthersSecrets(guarded, new Secrets(name, [password])),
		opened.account,
	);
	return { ...opened, account };
}
