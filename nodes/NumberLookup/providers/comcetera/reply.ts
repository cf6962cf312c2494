/** Reads a batch's reply while it streams in: lines come as results become available, in any order. */

import { problemOfStatus, unreadable } from '../httpStatus';
import type { Answer, Problem, ReplyReader } from '../provider';
import { tooLarge, type WholeReply } from '../readWhole';
import { providerError } from '../replies';
import type { Secrets } from '../secrets';
import { accepted, batchEnd } from './codes';
import { readNumberLine } from './line';
import { cutLines } from './lines';
import { problemOfRefusal } from './refusal';

/** A number's line has at most about 60 bytes; a longer line than this is not this provider speaking. */
const maxLineBytes = 1024;

/** First line, end line and what a proxy may add. */
const spareLines = 16;

/**
 * @param msisdns the numbers asked; lines about others are ignored, and of several lines about one the first counts.
 * @param secrets kept out of every problem, should the provider echo it.
 */
export function readBatch(msisdns: readonly string[], secrets: Secrets): ReplyReader {
	const asked = new Set(msisdns);
	const maxReplyBytes = (asked.size + spareLines) * maxLineBytes;
	const lines = cutLines(maxLineBytes);
	const answers = new Map<string, Answer>();
	let head: Pick<WholeReply, 'status' | 'headers'> = { status: 0, headers: {} };
	let firstLine = '';
	let bytes = 0;
	let isTooLarge = false;
	let isEnded = false;

	/** @returns true when no further line is wanted. */
	function takeLine(line: string): boolean {
		const text = line.trim();
		if (firstLine === '') {
			firstLine = text;
			return text !== '' && text !== accepted;
		}
		isEnded = text === batchEnd;
		const read = readNumberLine(line);
		if (read !== null && asked.has(read.msisdn) && !answers.has(read.msisdn)) answers.set(read.msisdn, read.answer);
		return isEnded;
	}

	/** A refusal or the end may come without a line end; a number's line without one may be cut short and never counts. */
	function takeUnfinished(complete: boolean): void {
		const text = lines.unfinished().trim();
		if (firstLine === '' && complete) firstLine = text;
		else if (firstLine === accepted && text === batchEnd) isEnded = true;
	}

	function problem(complete: boolean): Problem | null {
		if (firstLine !== accepted) {
			return problemOfRefusal(firstLine, secrets) ?? problemOfHead(head) ?? problemOfStranger(complete);
		}
		if (answers.size === asked.size) return null;
		if (isTooLarge) return tooLarge;
		if (isEnded) return missing('no line before the end', 'Comcetera ended the batch without a line for this number.');
		return complete ? cutOff : null;
	}

	function problemOfStranger(complete: boolean): Problem | null {
		if (isTooLarge) return tooLarge;
		if (accepted.startsWith(firstLine)) return complete ? cutOff : null;
		return unreadable({ status: head.status, body: firstLine });
	}

	return {
		head(status, headers) {
			head = { status, headers };
		},
		data(chunk) {
			bytes += chunk.length;
			const progress = lines.take(chunk, takeLine);
			isTooLarge = progress === 'lineTooLong' || (progress === 'more' && bytes > maxReplyBytes);
			return isTooLarge || progress === 'satisfied';
		},
		end(complete) {
			takeUnfinished(complete);
			return { answers, problem: problem(complete) };
		},
	};
}

/** An answered query without ENDBATCH was cut off on its way (inferred: no document says so). */
const cutOff = missing('no ENDBATCH', 'Comcetera’s reply broke off before the end of the batch.');

function missing(code: string, message: string): Problem {
	return providerError(code, message, { mayPass: true, uncertain: true });
}

/** Comcetera documents no HTTP status of its own; these are what servers in front of it use. */
function problemOfHead(head: Pick<WholeReply, 'status' | 'headers'>): Problem | null {
	const code = `HTTP ${head.status}`;
	if (head.status === 413) return { kind: 'tooLong', code };
	if (head.status === 401 || head.status === 403) {
		const message = 'The server refused access; check Username, Password and the endpoint’s address, or ask Comcetera.';
		return { kind: 'account', failure: { cause: 'refused', code, message } };
	}
	return problemOfStatus(head);
}
