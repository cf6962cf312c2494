/**
 * Tests a credential as n8n does on Save: by the request that its type declares, else by the function that a node names.
 * n8n's own code for this is not published with its engine; the order, the words and the rules are the same.
 */

import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialTestFunction,
	ICredentialTestRequest,
	ICredentialType,
	ICredentialsDecrypted,
	INode,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow, createRunExecutionData } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsInMemory, type StoredCredential } from './credentials';

const credentialName = 'Credential to test';
const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
const succeeded: INodeCredentialTestResult = { status: 'OK', message: 'Connection successful!' };

/**
 * @param nodes the package's nodes, in which a `testedBy` may name the test.
 * @param typeOf gives a credential type by its name; throws where there is none.
 */
export async function testCredential(
	nodes: readonly INodeType[],
	typeOf: (name: string) => ICredentialType,
	{ type, data }: StoredCredential,
): Promise<INodeCredentialTestResult> {
	const store = new CredentialsInMemory({ [credentialName]: { type, data } }, typeOf);
	const surroundings = additionalData(store, 'credential-test', undefined, () => undefined);
	const details = { id: credentialName, name: credentialName };
	const decrypted = { ...details, type, data: await store.getDecrypted(surroundings, details, type, 'internal') };

	const { test } = typeOf(type);
	if (test !== undefined) return await ask(test, decrypted, surroundings);
	const testFunction = functionFor(type, nodes);
	if (testFunction === undefined) return failed('No testing function found for this credential.');
	return await testFunction.call(new CredentialTestContext(surroundings), decrypted);
}

function functionFor(type: string, nodes: readonly INodeType[]): ICredentialTestFunction | undefined {
	for (const { description, methods } of nodes) {
		const testedBy = description.credentials?.find(({ name }) => name === type)?.testedBy;
		if (typeof testedBy === 'string') return methods?.credentialTest?.[testedBy];
	}
	return undefined;
}

/** Sends the declared request through n8n's own declarative node. */
async function ask(
	{ request, rules = [] }: ICredentialTestRequest,
	credential: ICredentialsDecrypted,
	surroundings: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const nodeType = asking(request, credential.type);
	const node: INode = {
		id: 'credential-test',
		name: 'Credential Test',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const getType = () => nodeType;
	const nodeTypes: INodeTypes = { getByName: getType, getByNameAndVersion: getType, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		surroundings,
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	let body: unknown;
	await withIsolate(workflow.expression).acquireIsolate?.();
	try {
		const items = await new RoutingNode(context, nodeType, credential).runNode();
		body = items?.[0]?.[0]?.json;
	} catch (error) {
		return failed(reasonOf(error, rules));
	} finally {
		await withIsolate(workflow.expression).releaseIsolate?.();
	}
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (fieldOf(body, rule.properties.key) === rule.properties.value) return failed(rule.properties.message);
	}
	return succeeded;
}

/** Earlier versions of n8n evaluate expressions without one. */
function withIsolate(expression: Workflow['expression']): Partial<Workflow['expression']> {
	return expression;
}

/** A node that does nothing but send the request with the credential. */
function asking(request: ICredentialTestRequest['request'], credentialType: string): INodeType {
	return {
		description: {
			name: 'credentialTest',
			displayName: 'Credential Test',
			description: '',
			group: [],
			version: 1,
			defaults: { name: 'Credential Test' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credentialType, required: true }],
			properties: [{ displayName: 'Ask', name: 'ask', type: 'string', default: '', routing: { request } }],
		},
	};
}

/** The rule for the status, else the HTTP status in words, else the system's code, else the error's message. */
function reasonOf(error: unknown, rules: NonNullable<ICredentialTestRequest['rules']>): string {
	const cause = fieldOf(error, 'cause');
	const status = fieldOf(cause, 'response.status');
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === status) return rule.properties.message;
	}
	const candidates = [fieldOf(cause, 'response.statusText'), fieldOf(cause, 'code'), fieldOf(error, 'message')];
	const words = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
	return typeof words === 'string' ? words : `Received HTTP status code: ${String(status)}`;
}

/** @param path names joined by dots. */
function fieldOf(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((holder, name) => {
		return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
	}, value);
}
