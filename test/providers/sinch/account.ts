import { sinch } from '../../../nodes/NumberLookup/providers/sinch/provider';
import { openAccount } from '../exchange';

export const credential = { region: 'eu', useTls: true, username: 'alice', password: 'pass word+1' };

export const account = openAccount(sinch, credential);

export const msisdn = '46708100100';
