/** What the bundles' part of dist/ is made of. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { bundle, thirdPartyFilesRunOnLoading } from './bundle';
import { thirdPartyNotices } from './notices';

/**
 * Writes the bundles, and the licences of what they contain.
 * @throws where a bundle runs third-party code on loading.
 */
export async function writeBundles(projectDirectory: string): Promise<void> {
	const facts = await bundle(projectDirectory);
	const tooEarly = [...thirdPartyFilesRunOnLoading(facts)].map(([file, code]) => `${file}:\n${code.join('\n')}`);
	if (tooEarly.length > 0) {
		throw new Error(`These run third-party code on loading; import() would put it off:\n${tooEarly.join('\n')}`);
	}
	const dist = join(projectDirectory, 'dist');
	await mkdir(dist, { recursive: true });
	await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(facts, projectDirectory));
}
