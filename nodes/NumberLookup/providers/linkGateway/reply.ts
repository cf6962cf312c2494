/** Judges the LINK API Gateway's reply to one number (MNP/HLR Lookup API 1.0.1, "SEND / enumlookup"). Pure. */

import { problemOfStatus, unreadable } from '../httpStatus';
import { replyOfFields } from '../link/answer';
import { readLinkBody } from '../link/body';
import type { Problem, Reply, ReplyReader } from '../provider';
import { readWhole, type WholeReply } from '../readWhole';
import { unanswered } from '../replies';

/** @param msisdn the number asked; empty for the credential test. */
export function readLookup(msisdn: string): ReplyReader {
	return readWhole('utf8', (reply) => judge(reply, msisdn));
}

function judge(reply: WholeReply, msisdn: string): Reply {
	const body = readLinkBody(reply.body);
	if (body?.fields) return replyOfFields(body.fields, msisdn, reply.body);
	// The document writes the status into the body, its sample reads it from HTTP.
	const status = reply.status === 200 && body !== null ? body.statusCode : reply.status;
	return unanswered(problemOfReply({ ...reply, status }));
}

function problemOfReply(reply: WholeReply): Problem | null {
	const code = `HTTP ${reply.status}`;
	if (reply.status === 401) {
		return { kind: 'tokenRefused', code, message: 'LINK did not accept the access token.' };
	}
	if (reply.status === 403) {
		const message =
			'LINK refused access; check Base URL, and ask LINK whether the account may use the API Gateway from this n8n’s public IP address.';
		return { kind: 'account', failure: { cause: 'refused', code, message } };
	}
	const problem = problemOfStatus(reply);
	if (problem !== null) return problem;
	return reply.complete ? unreadable(reply) : null;
}
