import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

export class ProbeOAuth2Api implements ICredentialType {
	name = 'probeOAuth2Api';

	displayName = 'Probe OAuth2 API';

	extends = ['oAuth2Api'];

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
	];

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/protected' },
		rules: [{ type: 'responseCode', properties: { value: 403, message: 'The account is locked.' } }],
	};
}
