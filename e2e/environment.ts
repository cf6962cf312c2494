/** The environment n8n runs in: quiet, off line, and without anything that the shell happens to set for another n8n. */

const inherited = ['PATH', 'HOME', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];

const constant: Readonly<Record<string, string>> = {
	NODE_ENV: 'production',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	// The address is http; otherwise the editor would refuse to sign in.
	N8N_SECURE_COOKIE: 'false',
	N8N_ENCRYPTION_KEY: 'number-lookup-encryption-key',
	// n8n announced that this will be needed.
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

export interface Place {
	/** Holds `.n8n` with the database, the settings and the community packages. */
	userFolder: string;
	port: number;
	/** Where n8n's processes that run the Code node's programs report. */
	brokerPort: number;
}

/** @param further more of n8n's variables, or others for those set here. */
export function environmentOf(
	{ userFolder, port, brokerPort }: Place,
	further: Readonly<Record<string, string>>,
): Record<string, string> {
	const environment: Record<string, string> = { ...constant };
	for (const name of inherited) {
		const value = process.env[name];
		if (value !== undefined) environment[name] = value;
	}
	return {
		...environment,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...further,
	};
}
