/** Programs that come as Debian packages. */

import { existsSync } from 'node:fs';

import { run } from '../build/run';

/**
 * Installs packages where a program is missing.
 * @param program its path.
 * @throws with what to do by hand, where this process may not install or there is no Debian.
 */
export async function ensureProgram(program: string, packages: readonly string[]): Promise<void> {
	if (existsSync(program)) return;
	const command = `apt-get install ${packages.join(' ')}`;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(
			`${program} is missing. Run "${command}" as root on Debian or Ubuntu, or install it in your system's way.`,
		);
	}
	console.log(`${program} is missing: ${command}`);
	const aptGet = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '--quiet=2', '--yes'];
	await run('env', [...aptGet, 'update'], '/');
	await run('env', [...aptGet, 'install', '--no-install-recommends', ...packages], '/');
}
