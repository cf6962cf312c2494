/** What all runs of a soak came to, provider by provider. */

import type { WorkflowRun } from '../n8n-runner';
import { providerIds, type ProviderId } from '../simulator/providers';
import { countedTwice } from '../test/countedTwice';
import { rowsOf } from '../test/properties/promises';

interface Counts {
	runs: number;
	/** Runs that did not finish and were gone on with. */
	goneOn: number;
	rows: number;
	requests: number;
	/** Lookups that the simulated provider would bill. */
	billed: number;
	/** Of these, the second and further ones of a number. */
	billedAgain: number;
	/** What the node called perhaps billed twice, where it could. */
	countedTwice: number;
}

export class Tally {
	readonly #counts = new Map<ProviderId, Counts>();
	runs = 0;

	/**
	 * @param provider the first that was asked; runs, rows and what was counted are noted with it.
	 * @param timesBilled what the run added, by provider and number.
	 */
	note(
		provider: ProviderId,
		run: WorkflowRun,
		timesBilled: ReadonlyMap<string, number>,
		{ requests, goesOn }: { requests: ReadonlyMap<ProviderId, number>; goesOn: boolean },
	): void {
		const counts = this.#of(provider);
		this.runs++;
		counts.runs++;
		counts.goneOn += goesOn ? 1 : 0;
		counts.rows += run.status === 'success' ? rowsOf(run).length : 0;
		counts.countedTwice += countedTwice(run);
		for (const [asked, times] of requests) {
			const billed = [...timesBilled].flatMap(([key, each]) => (key.startsWith(`${asked} `) ? each : []));
			const sum = billed.reduce((all, each) => all + each, 0);
			this.#of(asked).requests += times;
			this.#of(asked).billed += sum;
			this.#of(asked).billedAgain += sum - billed.length;
		}
	}

	/** @returns providers that were never asked. */
	unasked(): ProviderId[] {
		return providerIds.filter((provider) => this.#of(provider).billed === 0);
	}

	table(): string {
		const rows = providerIds.map((provider) => {
			const { runs, goneOn, rows, requests, billed, billedAgain, countedTwice } = this.#of(provider);
			return [provider, runs, goneOn, rows, requests, billed, billedAgain, countedTwice];
		});
		const titles = ['provider', 'runs', 'gone on', 'rows', 'requests', 'billed', 'again', 'counted'];
		return tableOf([titles, ...rows]);
	}

	#of(provider: ProviderId): Counts {
		const counts = this.#counts.get(provider) ?? {
			...{ runs: 0, goneOn: 0, rows: 0, requests: 0, billed: 0, billedAgain: 0, countedTwice: 0 },
		};
		this.#counts.set(provider, counts);
		return counts;
	}
}

/** @returns the cells in columns, the first one for names. */
export function tableOf(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
	const texts = rows.map((row) => row.map(String));
	const columns = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
	const lines = texts.map((row) =>
		columns.map((width, column) => (row[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width)).join('  '),
	);
	return `${lines.join('\n')}\n`;
}
