/**
 * The part of n8n's built-in `oAuth2Api` credential that types extending it inherit and the client-credentials grant reads.
 * The original is in n8n-nodes-base, which is too large to install for a few defaults.
 */

import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		text('Grant Type', 'grantType'),
		text('Authorization URL', 'authUrl'),
		text('Access Token URL', 'accessTokenUrl'),
		text('Client ID', 'clientId'),
		text('Client Secret', 'clientSecret'),
		text('Scope', 'scope'),
		text('Auth URI Query Parameters', 'authQueryParameters'),
		{ ...text('Authentication', 'authentication'), default: 'header' },
		{ displayName: 'Ignore SSL Issues (Insecure)', name: 'ignoreSSLIssues', type: 'boolean', default: false },
		{ displayName: 'OAuth Token Data', name: 'oauthTokenData', type: 'json', default: {} },
	],
};
