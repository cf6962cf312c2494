/** Judges what comes back on LINK's sockets (MNP/HLR Lookup API 1.0.1, "Direct connection"). No framing is documented. */

import { unreadable } from '../httpStatus';
import { isOfAnotherNumber, replyOfFields } from '../link/answer';
import { readLinkBody, type LinkBody } from '../link/body';
import type { Reply, ReplyReader } from '../provider';
import { readWhole, type WholeReply } from '../readWhole';
import { emptyReply, unanswered } from '../replies';
import { refusalIn, refused } from './refusal';

/**
 * TCP: one reply to a connection, whole when its JSON is, or when the peer closes.
 * @param msisdn the number asked; empty for the credential test.
 */
export function readStream(msisdn: string): ReplyReader {
	const read = readingOnce();
	return readWhole(
		'utf8',
		(reply) => judgeStream(reply, msisdn, read),
		(body) => isWhole(body, read),
	);
}

/** @returns reads LINK's JSON; the same text as the last time, which is asked for again at a reply's end, only once. */
function readingOnce(): (text: string) => LinkBody | null {
	let last: { text: string; body: LinkBody | null } | null = null;
	return (text) => {
		if (last?.text !== text) last = { text, body: readLinkBody(text) };
		return last.body;
	};
}

/**
 * UDP: one reply to a datagram. What is neither an answer about this number nor a refusal is somebody else's and passed over.
 * @param msisdn the number asked; empty for the credential test.
 */
export function readDatagram(msisdn: string): ReplyReader {
	let reply = emptyReply;
	return {
		data(datagram) {
			const text = messageOf(Buffer.from(datagram).toString('utf8'));
			const body = readLinkBody(text);
			const fields = body?.fields ?? null;
			const isForeign = fields !== null && isOfAnotherNumber(fields, msisdn);
			const judged = isForeign ? null : judgeMessage(text, body, msisdn);
			reply = judged ?? reply;
			return judged !== null;
		},
		end: () => reply,
	};
}

function judgeStream({ body, complete }: WholeReply, msisdn: string, read: typeof readLinkBody): Reply {
	const text = messageOf(body);
	const judged = judgeMessage(text, read(text), msisdn);
	if (judged !== null) return judged;
	if (!complete) return emptyReply;
	return isCut(text) ? closedEarly : unanswered(unreadable({ status: 0, body: text }));
}

/** @returns the answer or refusal in a message, or null where it is neither. */
function judgeMessage(text: string, body: LinkBody | null, msisdn: string): Reply | null {
	const fields = body?.fields ?? null;
	// The 'failed' response might come as a lookup whose error says so.
	const refusal = fields === null ? refusalOf(text, body) : refusalIn(fields.e);
	if (refusal !== null) return refused(refusal);
	return fields === null ? null : replyOfFields(fields, msisdn, text);
}

/** Part of an answer may hold a refusing word by chance, in a carrier's name, and a web page may hold any. */
function refusalOf(text: string, body: LinkBody | null): string | null {
	return body === null && /^[{<]/.test(text) ? null : refusalIn(text);
}

function isWhole(body: string, read: typeof readLinkBody): boolean {
	if (lineBye.test(body)) return true;
	const text = messageOf(body);
	const json = text.endsWith('}') ? read(text) : null;
	return json !== null || refusalOf(text, json) !== null;
}

const lineBye = /(^|\n)bye\r?(\n[^]*)?$/;

/**
 * The document's Java sample reads lines up to the line `bye`, which some server must have sent once; and its C sample sends
 * and expects C strings, whose closing NUL a server may send along.
 */
function messageOf(body: string): string {
	return body.replaceAll('\0', '').replace(lineBye, '').trim();
}

function isCut(text: string): boolean {
	return text === '' || text.startsWith('{');
}

const closedEarly = unanswered({
	kind: 'failed',
	status: 'no_response',
	code: 'closed early',
	message: 'LINK closed the connection before its answer was complete.',
	mayPass: true,
	uncertain: true,
});
