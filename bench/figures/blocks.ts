/** The event loop's longest block while a long list of items is worked on. */

import type { ProviderId } from '../../simulator/providers';
import type { Bench } from '../bench';
import { isAnswered, isRead, numberLookupNode } from '../contenders/numberLookup';
import { onEngine } from '../contenders/engine';
import { type Blocks, watchedType, watching } from '../contenders/watched';
import { atMost, type Figure, figure } from '../figure';
import { LongestBlock } from '../longestBlock';
import { warmUp } from '../measure';
import { msisdns } from '../numbers';

const mostRounds = 3;

/** With the most numbers in a request, so that little of the time is waiting. */
const provider: ProviderId = 'comcetera';

export async function blocks({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const { node, credentials } = numberLookupNode(n8n, simulator.ports, provider, {});
	const contender = (name: string, operation: string, isDone: typeof isRead) =>
		onEngine(
			n8n,
			name,
			{ ...node, type: watchedType, parameters: { ...node.parameters, operation } },
			credentials,
			isDone,
		);
	const looking = contender('Look Up', 'lookup', isAnswered);
	const validating = contender('Validate', 'validate', isRead);
	await warmUp(looking, validating);
	const items = options.listRows;
	const block = new LongestBlock();
	const seen: { looking: Blocks[]; validating: Blocks[] } = { looking: [], validating: [] };
	for (let round = 0; round < Math.min(options.rounds, mostRounds); round++) {
		seen.validating.push(await watching(block, validating.prepare(msisdns(items))));
		await simulator.order();
		seen.looking.push(await watching(block, looking.prepare(msisdns(items))));
		const told = [seen.validating, seen.looking].map((all) => all.at(-1)?.node.toFixed(0) ?? '');
		note(`longest block with ${items} items: ${told[0]} ms validating, ${told[1]} ms looking up`);
	}
	block.end();
	const ofNode = (all: readonly Blocks[]) => all.map(({ node: ms }) => ms);
	return [
		figure(`longest block of the event loop: ${items} items, Look Up`, atMost(250, 'ms'), ofNode(seen.looking)),
		figure(`longest block of the event loop: ${items} items, Validate`, atMost(250, 'ms'), ofNode(seen.validating)),
		figure(
			`longest block beside these: n8n hands ${items} items on`,
			null,
			seen.looking.map(({ n8n: ms }) => ms),
		),
	];
}
