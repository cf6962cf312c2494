import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

const redirected = 'The address answered with a redirect, which is never followed. Check Base URL.';
const serverFailed = 'LINK’s server failed. Try again later.';

/**
 * HTTP statuses that fail the test. A wrong token is refused with 401 before anything else; what LINK answers to a missing
 * number is not documented, so any other status counts as an accepted token.
 */
const failures: ReadonlyArray<{ status: number; message: string }> = [
	{ status: 301, message: redirected },
	{ status: 302, message: redirected },
	{ status: 307, message: redirected },
	{ status: 308, message: redirected },
	{
		status: 401,
		message: 'LINK did not accept the access token. Check Client ID, Client Secret, Access Token URL and Scope.',
	},
	{
		status: 403,
		message:
			'LINK refused access. Check Base URL, and ask LINK Support whether the account may use the API Gateway from the public IP address of this n8n.',
	},
	{
		status: 404,
		message: 'Nothing answers lookups at this address. Check Base URL: /enumlookup is added to it.',
	},
	{ status: 407, message: 'The proxy between n8n and LINK wants a sign-in. Check n8n’s proxy settings.' },
	{ status: 429, message: 'LINK answered that too many requests are under way. Wait a minute and test again.' },
	{ status: 500, message: serverFailed },
	{ status: 502, message: serverFailed },
	{ status: 503, message: serverFailed },
	{ status: 504, message: serverFailed },
];

export class LinkMobilityOAuth2Api implements ICredentialType {
	name = 'linkMobilityOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'LINK Mobility OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/NumberLookup/numberLookup.svg',
		dark: 'file:../nodes/NumberLookup/numberLookup.dark.svg',
	};

	documentationUrl = 'https://github.com/number-lookup/n8n-nodes-number-lookup#link-mobility-api-gateway';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'The client ID for the API Gateway',
			hint: 'Ask LINK Support for it; the direct connection has another one.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The client secret that LINK Support gave you with the client ID',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://lookup.linkmobility.co.uk',
			placeholder: 'e.g. https://lookup.linkmobility.co.uk',
			description: 'The address of LINK’s gateway; /enumlookup is added to it',
			hint: 'Change it only if LINK Support tells you to.',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			required: true,
			default: 'https://lookupauth.linkmobility.co.uk/oauth2/token',
			placeholder: 'e.g. https://lookupauth.linkmobility.co.uk/oauth2/token',
			description: 'Where client ID and secret are exchanged for an access token',
			hint: 'Change it only if LINK Support tells you to.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'linklookup/lookup',
			description: 'What the access token is asked to allow',
			hint: 'Change it only if LINK Support tells you to.',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		// LINK's own sample program signs in with HTTP basic authentication (requests-oauthlib).
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
	];

	/** Asks without a number, which costs no lookup. n8n fetches the token for it. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "https://lookup.linkmobility.co.uk").trim().replace(/\\/+$/, "").replace(/\\/enumlookup$/i, "") }}',
			url: '/enumlookup',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: failures.map(({ status }) => status) },
		},
		rules: failures.map(({ status, message }) => ({
			type: 'responseCode' as const,
			properties: { value: status, message },
		})),
	};
}
