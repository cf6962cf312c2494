import { spawn } from 'node:child_process';

/**
 * Runs a command with this process's input and output.
 * @throws where it ends with anything but 0.
 */
export async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
	const child = spawn(command, args, { cwd, stdio: 'inherit' });
	const outcome = await new Promise<string | number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve(code ?? signal));
	});
	if (outcome !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(outcome)}.`);
}
