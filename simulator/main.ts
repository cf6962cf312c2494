/** `npm run simulator`: the providers on fixed ports of 127.0.0.1, until told to stop. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoPassword } from './accounts';
import { outcomeTable } from './outcomes/outcomeTable';
import { byPort, portsByName, providerIds, providers } from './providers';
import { startSimulator, type Simulator } from './simulator';
import { loopback } from './sockets/listener';

const usage = `npm run simulator -- [options]

  --latency <ms>         between a request and its answer (default 50)
  --line-latency <ms>    NPL: before each number's line (default 0)
  --certificate <file>   write the certificate of the TLS ports there; start n8n with NODE_EXTRA_CA_CERTS=<file>
  --list                 print the magic numbers as a Markdown table and end
  --help                 print this and end
`;

const signInHelp = `Every user name or client id that begins with "demo" is an account of its own; its password is "${demoPassword}".
With the same password, names that begin with "blocked-address", "no-credit" or "locked" are refused for that reason.
`;

const tableHelp = `The last four digits of a number decide what becomes of it; ● means that the provider does what the meaning says,
and an empty cell that it answers as for any other number.
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			latency: { type: 'string', default: '50' },
			'line-latency': { type: 'string', default: '0' },
			certificate: { type: 'string' },
			list: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || values.list) {
		print(values.help ? usage : outcomeTable());
		return;
	}
	const latencyMs = milliseconds('--latency', values.latency);
	const lineLatencyMs = milliseconds('--line-latency', values['line-latency']);
	const simulator = await startSimulator({
		latencyMs,
		ports: byPort((name) => portsByName.get(name)?.port.usual ?? 0),
	});
	simulator.lineLatencyMs = lineLatencyMs;
	if (values.certificate !== undefined) writeFileSync(values.certificate, simulator.tlsCertificate);
	print([outcomeTable(), tableHelp, addresses(simulator), signInHelp].join('\n'));
	const stop = () => void simulator.stop();
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

function addresses({ ports }: Simulator): string {
	const byName = new Map<string, number>(Object.entries(ports));
	const at = (name: string) => `${loopback}:${byName.get(name) ?? 0}`;
	return providerIds
		.flatMap((id) => {
			const { heading, way, addresses: told } = providers[id];
			const name = `${heading} ${way}`.trim();
			return told(at).map((address, line) => `${(line === 0 ? name : '').padEnd(15)}${address}\n`);
		})
		.join('');
}

function milliseconds(option: string, text: string): number {
	const value = Number(text);
	if (!Number.isFinite(value) || value < 0) throw new Error(`${option} takes milliseconds, not "${text}".`);
	return value;
}

function print(text: string): void {
	process.stdout.write(text);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
