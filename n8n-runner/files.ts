/** n8n's files: by default in memory within the items, or on disk as a server keeps them. */

import './environment';
import 'reflect-metadata';

import { createRequire } from 'node:module';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { z } from 'zod';

interface Container {
	get<Service>(type: new (...parameters: never[]) => Service): Service;
}

const containerSchema = z.object({
	Container: z.custom<Container>((value) => typeof value === 'object' && value !== null && 'get' in value),
});

/** The container that the engine itself uses: other packages bring other copies of it. */
const { Container } = containerSchema.parse(createRequire(require.resolve('n8n-core'))('@n8n/di'));

/** From now on, for this whole process. */
export async function keepFilesOnDisk(): Promise<void> {
	await Container.get(BinaryDataService).init();
}

/** @returns the file as an item holds it. */
export async function fileOf(content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
	const location = { type: 'execution', workflowId: 'files', executionId: 'files' } as const;
	return await Container.get(BinaryDataService).store(location, content, { data: '', fileName, mimeType });
}

export async function contentOf(file: IBinaryData): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(file);
}
