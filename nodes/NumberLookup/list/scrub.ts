/** Lists through the engine: rows in, the same rows out with what was found, in order, while the rest is still being read. */

import type { ParsedNumber } from '../lookup/parsedNumber';
import type { Outcome } from '../lookup/outcome';
import type { ResultField } from '../reference/resultFields';
import { AskAhead } from './askAhead';
import type { ListCounts } from './counts';
import { KnownResults } from './knownResults';
import { ListRun, type RowSink, type RunShare, type SeenNumber } from './listRun';
import type { NumberPlace } from './planRows';
import type { RowBlock } from './readList';

/** The lists of one run of the node: a number that stands in several is asked once. */
export class Scrubbing {
	private readonly share: RunShare;
	private lists = 0;

	/**
	 * @param fields one for each column to add.
	 * @param noteOutcome hears of each different number once.
	 */
	constructor(
		fields: readonly ResultField[],
		ask: (numbers: readonly ParsedNumber[]) => Promise<readonly Outcome[]>,
		noteOutcome: (number: ParsedNumber, outcome: Outcome) => void,
	) {
		const results = new KnownResults(fields);
		const asking = new AskAhead<SeenNumber>(ask, (number, outcome, seen) => {
			seen.known = results.of(number, outcome);
			noteOutcome(number, outcome);
		});
		this.share = { seen: new Map(), asking, results };
	}

	/**
	 * Puts one list through; lists go one after the other.
	 * @param blocks are closed in the end, however it comes.
	 * @param isOver asked now and then: whether to leave the rest unread and unwritten.
	 */
	async scrub(
		blocks: AsyncGenerator<RowBlock>,
		place: NumberPlace,
		sink: RowSink,
		isOver: () => boolean,
	): Promise<ListCounts> {
		const list = new ListRun(++this.lists, this.share, place, sink);
		try {
			for await (const block of blocks) {
				if (isOver()) return list.counts;
				await list.take(block);
			}
			while (!isOver() && list.isPending) await list.writeNext();
			return list.counts;
		} finally {
			// What a list that came to no end left unasked is no other list's business.
			for (const { msisdn } of this.share.asking.drop()) this.share.seen.delete(msisdn);
		}
	}

	/** Waits for all that was asked. */
	async settled(): Promise<void> {
		await this.share.asking.allSettled();
	}
}
