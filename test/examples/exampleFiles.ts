/** The workflows to import, as n8n reads them. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { jsonParse, type IConnections, type INode } from 'n8n-workflow';

const directory = path.resolve(__dirname, '../../examples');

export interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
}

export const exampleFiles: readonly string[] = readdirSync(directory).filter((file) => file.endsWith('.json'));

export function exampleText(file: string): string {
	return readFileSync(path.join(directory, file), 'utf8');
}

export function readExample(file: string): Example {
	return jsonParse<Example>(exampleText(file));
}
