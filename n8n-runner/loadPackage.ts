/** Loads a built node package the way n8n does, and offers what n8n can do with it. */

import './environment';
import 'reflect-metadata';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeCredentialTestResult, INodeType } from 'n8n-workflow';

import type { StoredCredential } from './credentials';
import { keepLines } from './logs';
import { nodeTypes } from './nodeTypes';
import { oAuth2Api } from './oAuth2Api';
import { runWorkflow, type RunOptions, type WorkflowRun } from './runWorkflow';
import { testCredential } from './testCredential';

export interface LoadedPackage {
	/** The package's name, the first part of its node types' names. */
	name: string;
	runWorkflow(options: RunOptions): Promise<WorkflowRun>;
	/** What the editor's credential form shows after Save. */
	testCredential(credential: StoredCredential): Promise<INodeCredentialTestResult>;
}

class Loader extends PackageDirectoryLoader {
	constructor(directory: string) {
		super(directory);
		// The loader's logger is n8n's one and only; there is no other typed way to it.
		keepLines(this.logger);
	}

	credentialType(name: string): ICredentialType {
		return name === oAuth2Api.name ? oAuth2Api : this.getCredential(name).type;
	}
}

/**
 * @param directory the package's folder, with its package.json and dist.
 * @param standIns node types of other packages that the workflows use, by their full names.
 */
export async function loadPackage(
	directory: string,
	standIns: Readonly<Record<string, INodeType>> = {},
): Promise<LoadedPackage> {
	const loader = new Loader(directory);
	await loader.loadAll();
	const types = nodeTypes(loader.packageName, (name) => loader.getNode(name).type, standIns);
	const credentialType = (name: string) => loader.credentialType(name);
	const nodes = loader.loadedNodes.map(({ name, version }) =>
		types.getByNameAndVersion(`${loader.packageName}.${name}`, version),
	);
	return {
		name: loader.packageName,
		runWorkflow: async (options) => await runWorkflow(types, credentialType, options),
		testCredential: async (credential) => await testCredential(nodes, credentialType, credential),
	};
}
