import { horisen } from '../../../nodes/NumberLookup/providers/horisen/provider';
import { openAccount } from '../exchange';

export const credential = { apiVersion: '2.0', url: '', username: 'testuser', password: 'test pass+1' };

export const account = openAccount(horisen, credential);

export const msisdn = '41787078880';
