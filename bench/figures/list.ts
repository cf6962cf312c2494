/** Lists in files: as fast as the same numbers as items, in memory that does not grow with the list, in time that grows no faster. */

import type { Bench } from '../bench';
import { startChild, wordOf } from '../child';
import { numberLookup } from '../contenders/numberLookup';
import { scrubList } from '../contenders/scrubList';
import { atLeast, atMost, type Figure, figure } from '../figure';
import { type ListKind, type ListOrder, type ListReport, listReportSchema } from '../listMessages';
import { measure, measureWork, repeat, warmUp } from '../measure';
import { msisdns } from '../numbers';

/** Of the rows, as in a list that was put together from several. */
const distinctShare = 0.6;

const lists: Record<ListKind, string> = { csv: 'a list', xlsx: 'a workbook' };

const warmUpScrubs = 2;

const bytesInMegabyte = 1_000_000;
const factor = 10;
const perSecond = 1_000_000;

export async function list(bench: Bench): Promise<Figure[]> {
	return [await speed(bench), ...(await length(bench, 'csv')), ...(await length(bench, 'xlsx'))];
}

async function speed({ n8n, simulator, options, note }: Bench): Promise<Figure> {
	const node = numberLookup(n8n, simulator.ports, 'sinch');
	const { numbers } = options;
	const scrub = async () => {
		const work = await scrubList(n8n, simulator.ports, { rows: numbers, distinct: numbers });
		await simulator.order();
		return await measureWork(work, numbers);
	};
	await warmUp(node);
	for (let done = 0; done < warmUpScrubs; done++) await scrub();
	const samples = await repeat(options.rounds, async () => {
		const inList = await scrub();
		await simulator.order();
		const asItems = await measure(node, msisdns(numbers));
		const told = [inList, asItems].map(
			({ wallUs, cpuUs }) => `${(perSecond / wallUs).toFixed(0)} (${cpuUs.toFixed(0)} µs CPU)`,
		);
		note(`numbers a second at 0 ms: in a list ${told[0]}, as items ${told[1]}`);
		return asItems.wallUs / inList.wallUs;
	});
	return figure('numbers a second at 0 ms: in a list / as items', atLeast(0.8), samples);
}

/** One round: a million rows take minutes. */
async function length({ simulator, options, note }: Bench, kind: ListKind): Promise<Figure[]> {
	const name = lists[kind];
	const many = options.listRows;
	const scrubbed = async (rows: number) => {
		await simulator.order();
		const report = await scrubbedIn({ kind, rows, distinct: Math.ceil(rows * distinctShare), ports: simulator.ports });
		const megabytes = report.peakBytes / bytesInMegabyte;
		note(`${name} of ${rows} rows took ${(report.wallMs / 1000).toFixed(1)} s, and at most ${megabytes.toFixed(0)} MB`);
		return { megabytes, wallMs: report.wallMs };
	};
	const short = await scrubbed(Math.ceil(many / factor));
	const long = await scrubbed(many);
	return [
		figure(`memory for ${name} of ${many} rows above n8n's idle engine`, atMost(250, 'MB'), [long.megabytes]),
		figure(`time for ${name} of ${many} rows / time for a tenth of it`, atMost(11), [long.wallMs / short.wallMs]),
	];
}

/** A process of its own for each run: what one leaves behind is not counted with the next. */
async function scrubbedIn(order: ListOrder): Promise<ListReport> {
	const child = startChild('listMain.ts');
	child.send(order);
	const report = listReportSchema.parse(await wordOf(child));
	child.disconnect();
	return report;
}
