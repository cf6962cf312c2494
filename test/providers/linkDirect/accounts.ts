import { linkDirect } from '../../../nodes/NumberLookup/providers/linkDirect/provider';
import { openAccount, plainOptions } from '../exchange';
import { msisdn } from '../link/bodies';

export const credential = {
	transport: 'tcp',
	host: 'dnsenum.linkmobility.co.uk',
	tcpPort: 10054,
	udpPort: 10055,
	clientId: 'client-1',
	password: 'pa"ss wörd',
};

export const tcp = openAccount(linkDirect, credential);

export const udp = openAccount(linkDirect, { ...credential, transport: 'udp' });

export const tcpReader = () => tcp.enquire([msisdn], 0, plainOptions, '').reader;

export const udpReader = () => udp.enquire([msisdn], 0, plainOptions, '').reader;
