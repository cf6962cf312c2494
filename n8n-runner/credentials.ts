/** n8n's credential store, in memory: what a node reads, with defaults and expressions applied, and what OAuth2 writes back. */

import { Credentials, getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, deepCopy } from 'n8n-workflow';

export interface StoredCredential {
	/** The credential type's name. */
	type: string;
	/** The fields as a user filled them in. n8n adds `oauthTokenData` here when it fetches a token. */
	data: Record<string, unknown>;
}

/** Credentials by the names that workflows call them; nodes refer to them by name, their ids are ignored. */
export type StoredCredentials = Record<string, StoredCredential>;

/** n8n names the same JSON objects differently before and after it has filled in defaults. */
function isParameters(data: Record<string, unknown>): data is INodeParameters {
	return Object.values(data).every((value) => typeof value !== 'function');
}

function isCredentialData(data: unknown): data is ICredentialDataDecryptedObject {
	return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function credentialData(data: unknown): ICredentialDataDecryptedObject {
	if (!isCredentialData(data)) throw new Error('Credential data has to be an object of fields.');
	return data;
}

export class CredentialsInMemory extends ICredentialsHelper {
	/** @param typeOf gives a credential type by its name; throws where there is none. */
	constructor(
		private readonly stored: StoredCredentials,
		private readonly typeOf: (name: string) => ICredentialType,
	) {
		super();
	}

	private find(details: INodeCredentialsDetails, type: string): StoredCredential {
		const credential = this.stored[details.name];
		if (credential?.type !== type) {
			throw new Error(`The run has no credential of type "${type}" with the name "${details.name}".`);
		}
		return credential;
	}

	override getParentTypes(name: string): string[] {
		const parents = this.typeOf(name).extends ?? [];
		return parents.flatMap((parent) => [...this.getParentTypes(parent), parent]);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.typeOf(type);
		const merged: INodeProperties[] = [];
		for (const parent of parents) NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	/** Fills in defaults and drops fields that the form would not show, as n8n does. */
	private withDefaults(type: string, data: Record<string, unknown>): INodeParameters {
		const filledIn = deepCopy(data);
		if (!isParameters(filledIn)) throw new Error('Credential data has to be plain.');
		const complete = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			filledIn,
			true,
			false,
			null,
			null,
		);
		const token = filledIn.oauthTokenData;
		return { ...complete, ...(token === undefined ? {} : { oauthTokenData: token }) };
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.find(details, type);
		if (raw === true) return credentialData(deepCopy(data));
		const complete = this.withDefaults(type, data);
		const resolved = resolve?.workflow.expression.getParameterValue(
			complete,
			resolve.runExecutionData,
			resolve.runIndex,
			resolve.itemIndex,
			resolve.node.name,
			resolve.connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			complete,
		);
		return credentialData(resolved ?? complete);
	}

	override async getCredentials(details: INodeCredentialsDetails, type: string): Promise<Credentials> {
		const credentials = new Credentials({ id: details.name, name: details.name }, type);
		await credentials.setData(credentialData(this.find(details, type).data));
		return credentials;
	}

	override async updateCredentials(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.find(details, type).data = deepCopy(data);
	}

	override async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { oauthTokenData } = data;
		const credential = this.find(details, type);
		if (oauthTokenData !== undefined)
			credential.data = { ...credential.data, oauthTokenData: deepCopy(oauthTokenData) };
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		throw new Error(
			`The runner does not carry out the declarative "authenticate" of the credential type "${typeName}".`,
		);
	}

	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}
}
