/**
 * Loads the built package as n8n does when it starts, and tells how long that took. Run by Node itself, which strips the types:
 * tsx would read the bundles, too, before they are loaded.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }) });
const classSchema = z.custom<new () => unknown>((value) => typeof value === 'function');

const [, , packageDirectory = ''] = process.argv;
const manifestFile = path.join(packageDirectory, 'package.json');
const { n8n } = manifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
const load = createRequire(manifestFile);

// n8n has loaded this long before it comes to community nodes.
load('n8n-workflow');

const startMs = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	const exported: unknown = load(path.join(packageDirectory, file));
	for (const each of Object.values(z.record(classSchema).parse(exported))) new each();
}
process.send?.(performance.now() - startMs);
