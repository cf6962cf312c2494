/** The figures as a table for people and as JSON for programs. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Bar, Figure } from './figure';

/** @returns a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
	const rows = figures.map(({ name, bar, median, lowest, highest, samples, reached }) => [
		name,
		textOf(median, bar),
		samples.length > 1 ? `${shortOf(lowest)} to ${shortOf(highest)}` : '',
		bar === null ? '' : `${bar.side === 'at least' ? '≥' : '≤'} ${withUnit(String(bar.value), bar)}`,
		reached === null ? '' : reached ? 'yes' : '**no**',
	]);
	const lines = [['Figure', 'Median', 'Spread', 'Bar', 'Reached'], Array<string>(columns).fill('---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

const columns = 5;

/** @param settings what was measured, for the JSON. */
export function writeReport(
	folder: string,
	figures: readonly Figure[],
	settings: Readonly<Record<string, unknown>>,
): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'bench.json'), `${JSON.stringify({ ...settings, figures }, null, '\t')}\n`);
	writeFileSync(path.join(folder, 'bench.md'), tableOf(figures));
}

function textOf(value: number, bar: Bar | null): string {
	return withUnit(shortOf(value), bar);
}

/** Two digits after the point say all that can be said, and of larger values even fewer. */
function shortOf(value: number): string {
	return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

function withUnit(text: string, bar: Bar | null): string {
	return bar === null || bar.unit === '' ? text : `${text} ${bar.unit}`;
}
