/** What a magic number brings about. */

import type { Fault } from '../faults/fault';
import type { LinkFields } from '../protocols/link/fields';
import type { ProviderId } from '../providers';

/** What is answered; the texts are filled in by `placeholders.ts`. */
export interface Answers {
	/** The body. */
	sinch?: string;
	/** What follows the number and a space in its line; beginning with `FAIL`, the whole answer. */
	comcetera?: string;
	link?: LinkOutcome;
	horisen?: HorisenOutcome;
}

/** The fields that differ from an ordinary answer; with an `e`, those of the network are blank. */
export type LinkOutcome = Partial<LinkFields> & {
	/** The gateway only: the fields within `response`, beside `statuscode`, as the document's tables have it. */
	nested?: true;
	withoutNetwork?: true;
};

export interface HorisenOutcome {
	/** `IMM`: an accepted query's answer; `ERR`: HTTP 420. */
	form: 'IMM' | 'ERR';
	/** The document's error code; empty for an error without any content. */
	code: string;
	withoutNetwork?: true;
	/** The text of version 1.0 also where 2.0 was asked. */
	plainText?: true;
}

export interface Spoiled {
	fault: Fault;
	/** Attempts that fail before one passes; Infinity: all. */
	times: number;
}

export interface Outcome {
	/** The last four digits. */
	suffix: string;
	meaning: string;
	/** A provider that is not named answers as it does for any other number. */
	answers: Answers;
	spoils: Partial<Record<ProviderId, Spoiled>>;
}
