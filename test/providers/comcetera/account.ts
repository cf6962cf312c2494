import { comcetera } from '../../../nodes/NumberLookup/providers/comcetera/provider';
import { openAccount, plainOptions, play, type PlayedReply } from '../exchange';

export const credential = { endpoint: 'legacy', username: 'bob', password: 'pass&word+1', apiVersion: '2.4' };

export const account = openAccount(comcetera, credential);

/** The numbers of the document's example. */
export const msisdns = ['447788450450', '447810701702', '447973100100'];

/** The document's example response for version 2.4. */
export const documentedReply = [
	'QUERYOK',
	'447788450450 23415,447785014185,234158341040126',
	'447810701702 23415,447785014185,234159002945116',
	'447973100100 ERR1',
	'ENDBATCH',
	'',
].join('\n');

export function readerOf(numbers: readonly string[] = msisdns) {
	return account.enquire(numbers, 0, plainOptions, '').reader;
}

export function askBatch(reply: PlayedReply, numbers: readonly string[] = msisdns) {
	return play(readerOf(numbers), reply);
}
