/** How an answer is written down: as JSON, without the provider's own words, and read back with care. Pure. */

import { z } from 'zod';

import type { Answer } from '../providers/provider';
import { parseJson } from '../providers/replies';
import { lineTypes } from '../reference/lineTypes';
import { isStatus, type Status } from '../reference/statuses';
import type { StoredAnswer } from './store';

const answerSchema = z.object({
	status: z.custom<Status>(isStatus),
	providerCode: z.string(),
	message: z.string().optional(),
	mcc: z.string().optional(),
	mnc: z.string().optional(),
	ported: z.boolean().optional(),
	roaming: z.boolean().optional(),
	roamingMcc: z.string().optional(),
	roamingMnc: z.string().optional(),
	location: z.string().optional(),
	imsi: z.string().optional(),
	msc: z.string().optional(),
	lineType: z.enum(lineTypes).optional(),
	carrier: z.string().optional(),
	reachable: z.boolean().optional(),
	lookupType: z.enum(['mnp', 'hlr']).optional(),
	details: z.record(z.string()),
}) satisfies z.ZodType<Omit<Answer, 'raw'>, z.ZodTypeDef, unknown>;

const recordSchema = z.object({
	lookedUpAtMs: z.number().int(),
	attempts: z.number().int().min(0),
	answer: answerSchema,
});

export function writeRecord({ answer, lookedUpAtMs, attempts }: StoredAnswer): string {
	// What is undefined is not written.
	return JSON.stringify({ lookedUpAtMs, attempts, answer: { ...answer, raw: undefined } });
}

/** @returns null where the text is none that a store wrote: such a number is asked again. */
export function readRecord(text: string): StoredAnswer | null {
	const read = recordSchema.safeParse(parseJson(text));
	return read.success ? { ...read.data, answer: { ...read.data.answer, raw: '' } } : null;
}
