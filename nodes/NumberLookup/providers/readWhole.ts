/** A reader for replies that are judged as a whole: collects a bounded body and hands it to a pure parser. */

import type { ReplyReader, Reply } from './provider';
import { providerError, unanswered } from './replies';

/** A reply as a parser sees it. */
export interface WholeReply {
	/** HTTP status; 0 where the transport has none. */
	status: number;
	/** HTTP headers, names in lower case. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	body: string;
	/** false where the exchange broke before its end. */
	complete: boolean;
}

/** No documented single-number reply comes near this; more is not this provider speaking. */
const maxBodyBytes = 65_536;

/**
 * A longer body is looked at only when it has grown by a part, not at every piece: a peer that sends single bytes would keep
 * n8n busy. A whole reply is far shorter; should one not be, it counts when the peer closes or the time is over.
 */
const alwaysLookedAtBytes = 4096;
const growthBetweenLooks = 1 / 16;

export const tooLarge = providerError(
	'answer too large',
	'The answer was far larger than any this provider documents; something else answers at this address.',
);

/**
 * @param encoding how the provider writes its text.
 * @param parse judges the whole reply; pure.
 * @param isWhole for transports without framing: whether the text so far is a whole reply.
 */
export function readWhole(
	encoding: 'utf8' | 'latin1',
	parse: (reply: WholeReply) => Reply,
	isWhole: ((body: string) => boolean) | null = null,
): ReplyReader {
	let pieces: Uint8Array[] = [];
	/** What the pieces say; null where it was not read since the last one came. */
	let text: string | null = null;
	let bytes = 0;
	let nextLookBytes = 0;
	let status = 0;
	let headers: WholeReply['headers'] = {};

	function body(): string {
		if (text === null) {
			const joined = Buffer.concat(pieces);
			pieces = [joined];
			text = joined.toString(encoding);
		}
		return text;
	}

	return {
		head(statusCode, replyHeaders) {
			status = statusCode;
			headers = replyHeaders;
		},
		data(chunk) {
			bytes += chunk.length;
			if (bytes > maxBodyBytes) return true;
			pieces.push(chunk);
			text = null;
			if (isWhole === null || bytes < nextLookBytes) return false;
			if (bytes > alwaysLookedAtBytes) nextLookBytes = bytes * (1 + growthBetweenLooks);
			return isWhole(body());
		},
		end(complete) {
			if (bytes > maxBodyBytes) return unanswered(tooLarge);
			return parse({ status, headers, body: body(), complete });
		},
	};
}
