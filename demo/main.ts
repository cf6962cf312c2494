/** The demo: a list of numbers through an example workflow on n8n’s own engine, provider by provider. */

import path from 'node:path';

import { type LoadedPackage, loadPackage } from '../n8n-runner';
import { registry } from '../nodes/NumberLookup/providers/registry';
import { providerIds } from '../simulator/providers';
import { type Simulator, startSimulator } from '../simulator/simulator';
import { readList, writeEnriched } from './list';
import { bundledList, type DemoOptions, readOptions, usage } from './options';
import { failureText, resultsIn, table, totalsOf, totalsText } from './report';
import { nodeName, runExample } from './workflow';

const mostRowsShown = 50;

async function main(): Promise<void> {
	const options = readOptions(
		process.argv.slice(2),
		registry.map(({ facts }) => facts.id),
	);
	if (options === 'help') {
		console.log(usage);
		return;
	}
	const items = readList(options.file, options.column);
	const pack = await loadPackage(path.join(__dirname, '..'));
	const simulator = options.credentials === null ? await startSimulator() : null;
	try {
		console.log(`${items.length} rows from ${path.relative('.', options.file)}, through n8n’s own engine.`);
		for (const provider of options.providers) {
			await lookUpAt(provider, options, items, pack, simulator).catch(tellFailure);
		}
	} finally {
		await simulator?.stop();
	}
}

async function lookUpAt(
	provider: string,
	options: DemoOptions,
	items: ReturnType<typeof readList>,
	pack: LoadedPackage,
	simulator: Simulator | null,
): Promise<void> {
	const facts = registry.find((each) => each.facts.id === provider)?.facts;
	const simulated = providerIds.find((id) => id === provider);
	if (facts === undefined || simulated === undefined) throw new Error(`There is no provider "${provider}".`);
	simulator?.ledger.reset();
	const data = simulator?.credential(simulated) ?? options.credentials?.[provider] ?? {};
	console.log(
		`\n${facts.displayName}${simulator === null ? ', THE REAL ONE: each number asked costs a lookup' : ' (simulator)'}\n`,
	);
	const run = await runExample(pack, provider, { type: facts.credentialType, data }, items, options);
	if (run.error !== null) throw new Error(failureText(run.error));
	const output = run.outputsOf(nodeName)[0]?.map(({ json }) => json) ?? [];
	const results = resultsIn(output);
	const ledger =
		simulator === null
			? null
			: { requests: simulator.ledger.of(simulated).requests, billed: simulator.ledger.billedCount(simulated) };
	const totals = totalsOf(results, ledger);
	console.log(table(results, mostRowsShown));
	console.log(`\n  ${totalsText(totals)}`);
	for (const { message } of run.hints) console.log(`  n8n shows: ${message}`);
	console.log(`  written to ${path.relative('.', writeEnriched(options.out, provider, output))}`);
	// In other lists magic numbers may stand, some of which are not billed, or more than once.
	const bundled = path.resolve(options.file) === bundledList;
	if (bundled && totals.billed !== null && totals.billed !== totals.distinct) {
		throw new Error(`The simulator billed ${totals.billed} lookups for ${totals.distinct} distinct numbers.`);
	}
}

function tellFailure(error: unknown): void {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

main().catch(tellFailure);
