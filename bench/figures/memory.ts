/** Memory that the node holds for each item, beyond the result itself, against n8n's passing the items through a node that does nothing. */

import type { Bench } from '../bench';
import { startChild, wordOf } from '../child';
import { atMost, type Figure, figure } from '../figure';
import { type MemoryOrder, type MemoryReport, memoryReportSchema } from '../memoryMessages';
import { repeat } from '../measure';

const bytesInKilobyte = 1024;
const mostRounds = 3;

export async function memory({ simulator, options, note }: Bench): Promise<Figure[]> {
	const items = options.manyNumbers;
	const inKilobytes = (bytes: number) => bytes / items / bytesInKilobyte;
	const samples = await repeat(Math.min(options.rounds, mostRounds), async () => {
		const passing = await measureIn({ node: 'nothing', items, ports: simulator.ports });
		await simulator.order();
		const looking = await measureIn({ node: 'numberLookup', items, ports: simulator.ports });
		const [more, result] = [inKilobytes(looking.peakBytes - passing.peakBytes), inKilobytes(looking.resultBytes)];
		note(`memory for each item above a no-op node: ${more.toFixed(2)} KB, of which the result ${result.toFixed(2)} KB`);
		return more - result;
	});
	return [figure(`memory for each of ${items} items beyond its result, above a no-op node`, atMost(1, 'KB'), samples)];
}

/** A process of its own for each run: what one leaves behind is not counted with the next. */
async function measureIn(order: MemoryOrder): Promise<MemoryReport> {
	const child = startChild('memoryMain.ts');
	child.send(order);
	const report = memoryReportSchema.parse(await wordOf(child));
	child.disconnect();
	return report;
}
