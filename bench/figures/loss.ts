/** LINK over UDP on a network that loses datagrams: all are answered, and what was billed is what the node owns up to. */

import { z } from 'zod';

import { chain } from '../../n8n-runner';
import { countedTwice } from '../../test/countedTwice';
import type { Bench } from '../bench';
import { itemsOf, measuredNode } from '../contenders/engine';
import { numberLookupNode } from '../contenders/numberLookup';
import { atLeast, atMost, type Figure, figure } from '../figure';
import { msisdns } from '../numbers';

const datagramLoss = 0.05;

/** Short, so that a datagram is sent again soon. */
const timeoutMs = 2_000;

const rowSchema = z.object({ lookup: z.object({ verdict: z.string(), attempts: z.number() }) });

export async function loss({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const asked = options.numbers;
	const { node, credentials } = numberLookupNode(n8n, simulator.ports, 'linkDirect', { transport: 'udp' });
	const parameters = { ...node.parameters, options: { timeout: timeoutMs } };
	const workflow = { id: 'bench-loss', ...chain({ ...node, name: measuredNode, parameters }) };
	await simulator.order({ datagramLoss });
	const run = await n8n.runWorkflow({ workflow, items: itemsOf(msisdns(asked)), credentials, mode: 'trigger' });
	const { billed, datagramsReceived } = (await simulator.order()).linkDirect;

	const rows = (run.outputsOf(measuredNode)[0] ?? []).map(({ json }) => rowSchema.parse(json).lookup);
	const answered = rows.filter(({ verdict }) => verdict === 'valid').length;
	const sent = rows.reduce((sum, { attempts }) => sum + attempts, 0);
	const [again, counted] = [billed - asked, countedTwice(run)];
	note(
		`LINK UDP with 5 % loss: ${answered} answered of ${asked} with ${sent} datagrams, of which ${datagramsReceived} came`,
	);
	note(`LINK UDP with 5 % loss: ${billed} billed, ${again} of them again; the node says ${counted}`);
	return [
		figure('LINK UDP with 5 % loss: numbers answered / asked', atLeast(1), [answered / asked]),
		figure('LINK UDP with 5 % loss: lookups billed / datagrams sent', atMost(1), [billed / sent]),
		figure('LINK UDP with 5 % loss: lookups billed again beyond those counted so', atMost(0), [
			Math.max(0, again - counted),
		]),
	];
}
