/** The parts of a package.json that building and checking read. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

const manifest = z.object({
	name: z.string(),
	version: z.string(),
	license: z.string().optional(),
	/** What n8n loads, as paths of the built files. */
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }).optional(),
});

export type Manifest = z.infer<typeof manifest>;

export async function readManifest(directory: string): Promise<Manifest> {
	return manifest.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
}

/** @returns the built files that n8n loads, nodes first. */
export function loadedFiles({ n8n }: Manifest): string[] {
	return n8n === undefined ? [] : [...n8n.nodes, ...n8n.credentials];
}
