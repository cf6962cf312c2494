import { parseArgs } from 'node:util';

export interface StartOptions {
	port: number;
	/** Whether what is made in n8n is there again at the next start. */
	keep: boolean;
}

export const usage = `npm run n8n -- [options]

  --port <number>   where n8n listens (default 5678)
  --keep            keep workflows, credentials and executions for the next start with --keep and the same port
  --help            print this and end

Ctrl+C stops it. A signal to npm does not reach it: a script sends SIGTERM or SIGINT to the process whose id stands in the last
line printed when n8n is ready.`;

/** @param args the command line, without the program. */
export function readStartOptions(args: string[]): StartOptions | 'help' {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '5678' },
			keep: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return 'help';
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
	}
	return { port, keep: values.keep };
}
