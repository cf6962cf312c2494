/** While a long list is worked on, others have their turn of the event loop: leases are renewed, Stop is heard, executions go on. */

import { msisdns } from '../../bench/numbers';
import { chain, fileOf, type RunOptions } from '../../n8n-runner';
import { nodeName, workflowBench } from './harness';

const bench = workflowBench();

/** @returns how often others had their turn while the node ran with these items. Without the bench's search for secrets, which takes longer than the run. */
async function turnsBeside(operation: string, items: RunOptions['items'], rows: number): Promise<number> {
	const credentials = bench.credentials();
	const workflow = chain(bench.node({ parameters: { operation, numberColumn: 'phone' }, credentials }));
	let turns = 0;
	let isOver = false;
	const other = () => {
		turns++;
		if (!isOver) setImmediate(other);
	};
	setImmediate(other);
	const run = await bench.n8n.runWorkflow({ workflow, items, credentials });
	isOver = true;
	const output = run.outputsOf(nodeName)[0] ?? [];
	expect(operation === 'scrubList' ? output[0]?.json.rows : output.length).toBe(rows);
	return turns;
}

it('validating items', async () => {
	const validate = async (count: number) => {
		const items = msisdns(count).map((msisdn) => ({ json: { phone: `+${msisdn}` } }));
		return await turnsBeside('validate', items, count);
	};
	const short = Math.max(await validate(1), await validate(1));
	// Faster than in 100 ms no machine reads and writes so many.
	expect(await validate(50_000)).toBeGreaterThanOrEqual(short + 2);
});

it('scrubbing a list that n8n holds in memory and nobody is asked about', async () => {
	const scrub = async (count: number) => {
		const text = `name,phone\n${'Somebody without a number,none\n'.repeat(count)}`;
		const file = await fileOf(Buffer.from(text), 'list.csv', 'text/csv');
		return await turnsBeside('scrubList', [{ json: {}, binary: { data: file } }], count);
	};
	const short = Math.max(await scrub(1), await scrub(1));
	// Of 64 KB each, these are more than twenty pieces.
	expect(await scrub(50_000)).toBeGreaterThanOrEqual(short + 10);
});
