/** The package's credential types, found as n8n finds them: by package.json. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { z } from 'zod';

const projectDirectory = path.resolve(__dirname, '..');

const manifestSchema = z.object({ n8n: z.object({ credentials: z.array(z.string()) }) });

const moduleSchema = z.record(z.custom<new () => ICredentialType>((value) => typeof value === 'function'));

/** @returns the types in the order of package.json. */
export async function credentialTypes(): Promise<ICredentialType[]> {
	const manifest: unknown = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
	const files = manifestSchema.parse(manifest).n8n.credentials;
	const sources = files.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const modules: unknown[] = await Promise.all(sources.map((source) => import(path.join(projectDirectory, source))));
	return modules.flatMap((each) => Object.values(moduleSchema.parse(each)).map((Type) => new Type()));
}
