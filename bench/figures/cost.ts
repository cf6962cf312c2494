/** CPU time that the node adds to each number over a bare client, in units of parsing that number with libphonenumber. */

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { ProviderId } from '../../simulator/providers';
import type { Bench } from '../bench';
import { bareComcetera, bareSinch } from '../contenders/bareHttp';
import { bareLinkTcp, bareLinkUdp } from '../contenders/bareSockets';
import type { Contender } from '../contenders/contender';
import { passingOn } from '../contenders/nothing';
import { numberLookup, validating } from '../contenders/numberLookup';
import { atMost, type Figure, figure } from '../figure';
import { measure, type Measurement, measureWork, repeat, warmUp } from '../measure';
import { msisdns } from '../numbers';
import { sinchConcurrency } from './throughput';

const linkTcpConcurrency = 10;
const linkUdpConcurrency = 50;

export async function cost(bench: Bench): Promise<Figure[]> {
	const { ports } = bench.simulator;
	const node = (provider: ProviderId, transport?: string) =>
		numberLookup(bench.n8n, ports, provider, transport === undefined ? {} : { transport });
	const pairs: ReadonlyArray<readonly [name: string, node: Contender, bare: Contender]> = [
		['Sinch', node('sinch'), bareSinch(ports.sinch, sinchConcurrency)],
		['Comcetera, 1000 in a request', node('comcetera'), bareComcetera(ports.comcetera)],
		['LINK TCP', node('linkDirect', 'tcp'), bareLinkTcp(ports.linkTcp, linkTcpConcurrency)],
		['LINK UDP', node('linkDirect', 'udp'), bareLinkUdp(ports.linkUdp, linkUdpConcurrency)],
	];
	const figures: Figure[] = [];
	await warmUpParsing();
	for (const [name, ours, bare] of pairs) {
		await warmUp(ours, bare);
		const samples = await repeat(bench.options.rounds, async () => await addedParses(bench, name, ours, bare));
		figures.push(figure(`CPU the node adds to a number, in parses of it: ${name}`, atMost(1.75), samples));
	}
	return [...figures, ...(await shares(bench))];
}

/** What is the same for every provider: n8n's own part, and that of reading numbers and making rows. */
async function shares(bench: Bench): Promise<Figure[]> {
	const [passing, reading] = [passingOn(bench.n8n), validating(bench.n8n)];
	await warmUp(passing, reading);
	const numbers = msisdns(bench.options.numbers);
	const readingParses: number[] = [];
	const passingParses = await repeat(bench.options.rounds, async () => {
		const parsing = await parsingOf(numbers);
		const passed = await measure(passing, numbers);
		const read = await measure(reading, numbers);
		readingParses.push((read.cpuUs - passed.cpuUs) / parsing.cpuUs);
		return passed.cpuUs / parsing.cpuUs;
	});
	return [
		figure('of these, whoever is asked: n8n passes the item on', null, passingParses),
		figure('of these, whoever is asked: the number is read and the row made (Validate)', null, readingParses),
	];
}

/** The unit must not be dear for the first figures because its code is new. */
async function warmUpParsing(): Promise<void> {
	for (let done = 0; done < warmUpRounds; done++) await parsingOf(msisdns(warmUpNumbers));
}

const warmUpRounds = 3;
const warmUpNumbers = 20_000;

async function parsingOf(numbers: readonly string[]): Promise<Measurement> {
	// Once unmeasured: what ran before left litter, which would make the unit dear.
	numbers.forEach(parse);
	return await measureWork(() => numbers.forEach(parse), numbers.length);
}

async function addedParses(bench: Bench, name: string, node: Contender, bare: Contender): Promise<number> {
	const numbers = msisdns(bench.options.numbers);
	const parsing = await parsingOf(numbers);
	await bench.simulator.order();
	const plain = await measure(bare, numbers);
	await bench.simulator.order();
	const whole = await measure(node, numbers);
	const told = [whole, plain, parsing].map(({ cpuUs }) => `${cpuUs.toFixed(0)} µs`);
	bench.note(`CPU for each number at ${name}: node ${told[0]}, bare ${told[1]}, one parse ${told[2]}`);
	return (whole.cpuUs - plain.cpuUs) / parsing.cpuUs;
}

function parse(msisdn: string): void {
	if (parsePhoneNumberFromString(`+${msisdn}`) === undefined) throw new Error(`${msisdn} is no number.`);
}
