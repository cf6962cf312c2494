/** Progress of a long run: to the log, and in a manual run to the editor. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Surroundings } from '../lookup/options';
import { counted } from './summary';

const reportEveryMs = 5_000;

/** @returns says a line every few seconds, however often it is called. */
function nowAndThen(context: IExecuteFunctions, nowMs: () => number): (line: (nowMs: number) => string) => void {
	let reportedMs = nowMs();
	return (line) => {
		const now = nowMs();
		if (now - reportedMs < reportEveryMs) return;
		reportedMs = now;
		const text = `Number Lookup: ${line(now)}`;
		context.logger.info(text);
		context.sendMessageToUI(text);
	};
}

/** @param total distinct numbers to ask. */
export function reportProgress(
	context: IExecuteFunctions,
	total: number,
	nowMs: () => number,
): Surroundings['onProgress'] {
	const say = nowAndThen(context, nowMs);
	return (provider, done, { paid }) => {
		say(() => `${done} of ${total} numbers done at ${provider}, ${paid} lookups paid`);
	};
}

const msInSecond = 1_000;
const secondsInMinute = 60;

/** The progress of lists, one after the other. */
export class ListProgress {
	private readonly say: ReturnType<typeof nowAndThen>;
	private name = '';
	private totalBytes: number | null = null;
	private beganMs = 0;
	private rows = 0;
	private bytes = 0;
	private paid = 0;

	constructor(
		context: IExecuteFunctions,
		private readonly nowMs: () => number,
	) {
		this.say = nowAndThen(context, nowMs);
	}

	/** @param totalBytes of the file; null where that is not known. */
	begin(name: string, totalBytes: number | null): void {
		Object.assign(this, { name, totalBytes, beganMs: this.nowMs(), rows: 0, bytes: 0 });
	}

	/**
	 * @param rows written so far.
	 * @param bytes how much of the file these are.
	 */
	written(rows: number, bytes: number): void {
		Object.assign(this, { rows, bytes });
		this.say((now) => this.line(now));
	}

	/** @param paid lookups so far, of all lists. */
	asked(paid: number): void {
		this.paid = paid;
		this.say((now) => this.line(now));
	}

	private line(nowMs: number): string {
		const seconds = (nowMs - this.beganMs) / msInSecond;
		const rate = seconds > 0 ? Math.round(this.rows / seconds) : 0;
		const left = this.bytes > 0 && this.totalBytes !== null ? (this.totalBytes / this.bytes - 1) * seconds : null;
		const parts = [
			`${counted(this.rows, 'row')} of ${this.name} done`,
			`${counted(rate, 'row')} a second`,
			...(left === null ? [] : [`about ${durationOf(left)} left`]),
			`${counted(this.paid, 'lookup')} paid`,
		];
		return parts.join(', ');
	}
}

function durationOf(seconds: number): string {
	return seconds < 2 * secondsInMinute
		? counted(Math.round(seconds), 'second')
		: counted(Math.round(seconds / secondsInMinute), 'minute');
}
