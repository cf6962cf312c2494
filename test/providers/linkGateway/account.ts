import { linkGateway } from '../../../nodes/NumberLookup/providers/linkGateway/provider';
import { openAccount } from '../exchange';

export const credential = {
	grantType: 'clientCredentials',
	clientId: 'client-1',
	clientSecret: 's3cret value',
	accessTokenUrl: 'https://lookupauth.linkmobility.co.uk/oauth2/token',
	scope: 'linklookup/lookup',
	authentication: 'header',
	baseUrl: 'https://lookup.linkmobility.co.uk',
};

export const account = openAccount(linkGateway, credential);
