/** Plays replies into readers as a transport would, and opens credentials that must be usable. */

import type { Account, AskOptions, Provider, Reply, ReplyReader } from '../../nodes/NumberLookup/providers/provider';
import type { HttpRequest, WireRequest } from '../../nodes/NumberLookup/transport/wire';

export interface PlayedReply {
	status?: number;
	headers?: Readonly<Record<string, string>>;
	body: string | Uint8Array;
	/** false: the exchange broke. */
	complete?: boolean;
}

export const plainOptions: AskOptions = { lookupType: 'auto', bypassProviderCache: false, referenceId: '' };

export function play(reader: ReplyReader, reply: PlayedReply): Reply {
	reader.head?.(reply.status ?? 200, reply.headers ?? {});
	reader.data(typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body);
	return reader.end(reply.complete ?? true);
}

/** Plays a reply one byte at a time, until the reader has enough. */
export function playByteByByte(reader: ReplyReader, reply: PlayedReply): Reply {
	reader.head?.(reply.status ?? 200, reply.headers ?? {});
	for (const byte of Buffer.from(reply.body)) {
		if (reader.data(Uint8Array.of(byte))) break;
	}
	return reader.end(reply.complete ?? true);
}

/** Asks an account about one number and plays the reply. */
export function ask(account: Account, msisdn: string, reply: PlayedReply, options = plainOptions): Reply {
	return play(account.enquire([msisdn], 0, options, '').reader, reply);
}

export function probe(account: Account, reply: PlayedReply) {
	return account.judgeProbe(play(account.probe(0, '').reader, reply));
}

export function openAccount(provider: Provider, credential: Readonly<Record<string, unknown>>): Account {
	const { account, problem } = provider.open(credential);
	if (account === null) throw new Error(`${problem.field}: ${problem.message}`);
	return account;
}

export function asHttp(request: WireRequest): HttpRequest {
	if (request.transport !== 'http') throw new Error(`not HTTP but ${request.transport}`);
	return request;
}
