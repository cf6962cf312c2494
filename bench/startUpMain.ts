/** Loads the built package as n8n does when it starts, and tells how long that took. */

// n8n has loaded this long before it comes to community nodes.
import 'n8n-workflow';

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

const packageDirectory = path.join(__dirname, '..');
const manifestSchema = z.object({ n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }) });
const classSchema = z.custom<new () => unknown>((value) => typeof value === 'function');

const text = readFileSync(path.join(packageDirectory, 'package.json'), 'utf8');
const { n8n } = manifestSchema.parse(JSON.parse(text));
const load = createRequire(__filename);

const startMs = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	const exported: unknown = load(path.join(packageDirectory, file));
	for (const each of Object.values(z.record(classSchema).parse(exported))) new each();
}
process.send?.(performance.now() - startMs);
