/** n8n's REST interface: what its editor does, without the editor. */

import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';

import {
	executionRecord,
	executionRecordWithData,
	isUnderWay,
	readExecution,
	type Execution,
	type ExecutionRecord,
} from './execution';
import { until } from './until';
import type { WorkflowFile } from './workflows';

/** n8n binds a sign-in to the browser that it was made with. */
export const browserId = 'number-lookup-e2e';
const finishedWithinMs = 60_000;

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const storedCredential = z.object({ id: z.string(), name: z.string(), type: z.string() });
export type StoredCredential = z.infer<typeof storedCredential>;

const testResult = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });
export type CredentialTestResult = z.infer<typeof testResult>;

const storedWorkflow = z.object({ id: z.string(), name: z.string(), versionId: z.string() });
export type StoredWorkflow = z.infer<typeof storedWorkflow>;

const nodeType = z.object({
	name: z.string(),
	displayName: z.string(),
	/** The icon's address for each theme, below n8n's own; a text where both have the same. */
	iconUrl: z
		.union([
			z.object({ light: z.string(), dark: z.string() }),
			z.string().transform((url) => ({ light: url, dark: url })),
		])
		.optional(),
});

const nodeDescription = z.custom<INodeTypeDescription>((type) => nodeType.safeParse(type).success);

/** From which node to which a manual run goes. */
export type ManualRun =
	| { triggerToStartFrom: { name: string }; destinationNode?: DestinationNode }
	/** A partial run: only what `runData` has no results for, or what is dirty. */
	| { destinationNode: DestinationNode; runData: Execution['runData']; dirtyNodeNames?: string[] };

interface DestinationNode {
	nodeName: string;
	/** Whether the node itself runs too. */
	mode: 'inclusive' | 'exclusive';
}

interface Answer {
	body: unknown;
	/** What signs the next requests in. */
	cookie: string;
}

export class N8nRest {
	/** @param cookie of somebody who has signed in. */
	constructor(
		readonly url: string,
		readonly cookie: string,
	) {}

	/** @returns whether somebody has made the owner's account, which a new n8n asks for first. */
	static async hasOwner(url: string): Promise<boolean> {
		const settings = z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) });
		const answer = await ask(url, '', 'GET', '/rest/settings');
		return !content(settings, answer).userManagement.showSetupOnFirstLoad;
	}

	/** Makes the owner's account and signs in. */
	static async setUpOwner(url: string, owner: Owner): Promise<N8nRest> {
		const { cookie } = await ask(url, '', 'POST', '/rest/owner/setup', owner);
		return new N8nRest(url, cookie);
	}

	static async signIn(url: string, { email, password }: Pick<Owner, 'email' | 'password'>): Promise<N8nRest> {
		const { cookie } = await ask(url, '', 'POST', '/rest/login', { emailOrLdapLoginId: email, password });
		return new N8nRest(url, cookie);
	}

	/** @returns every node type that the editor offers. */
	async nodeTypes(): Promise<z.output<typeof nodeType>[]> {
		return z.array(nodeType).parse((await ask(this.url, this.cookie, 'GET', '/types/nodes.json')).body);
	}

	/** @returns the whole descriptions of the same, which tell the parameters; a type has one for each group of its versions. */
	async nodeDescriptions(): Promise<INodeTypeDescription[]> {
		const { body } = await ask(this.url, this.cookie, 'GET', '/types/nodes.json');
		return z.array(nodeDescription).parse(body);
	}

	async credentials(): Promise<StoredCredential[]> {
		return await this.#ask(z.array(storedCredential), 'GET', '/credentials');
	}

	async createCredential(credential: Credential): Promise<StoredCredential> {
		return await this.#ask(storedCredential, 'POST', '/credentials', credential);
	}

	async updateCredential(id: string, credential: Credential): Promise<StoredCredential> {
		return await this.#ask(storedCredential, 'PATCH', `/credentials/${id}`, credential);
	}

	/** What the form's Test button does: tests the data given, on behalf of a stored credential. */
	async testCredential(id: string, credential: Credential): Promise<CredentialTestResult> {
		return await this.#ask(testResult, 'POST', '/credentials/test', { credentials: { id, ...credential } });
	}

	async workflows(): Promise<StoredWorkflow[]> {
		return await this.#ask(z.array(storedWorkflow), 'GET', '/workflows');
	}

	async createWorkflow(workflow: WorkflowFile): Promise<StoredWorkflow> {
		return await this.#ask(storedWorkflow, 'POST', '/workflows', workflow);
	}

	/** Publishes the workflow: from now on its triggers start it. A webhook may take a second more to answer. */
	async activate({ id, versionId, name }: StoredWorkflow): Promise<void> {
		await this.#ask(z.unknown(), 'POST', `/workflows/${id}/activate`, { versionId, name, description: '' });
	}

	async deactivate({ id }: StoredWorkflow): Promise<void> {
		await this.#ask(z.unknown(), 'POST', `/workflows/${id}/deactivate`, {});
	}

	/** Starts a manual run. @returns the execution's id. */
	async run({ id }: StoredWorkflow, from: ManualRun): Promise<string> {
		const started = z.object({ executionId: z.string() });
		return (await this.#ask(started, 'POST', `/workflows/${id}/run`, from)).executionId;
	}

	/** Stops an execution, as the editor's button does. */
	async stop(executionId: string): Promise<void> {
		await this.#ask(z.unknown(), 'POST', `/executions/${executionId}/stop`);
	}

	/** @returns the workflow's executions, the newest first. */
	async executionsOf({ id }: StoredWorkflow): Promise<ExecutionRecord[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const list = z.object({ results: z.array(executionRecord) });
		return (await this.#ask(list, 'GET', `/executions?filter=${filter}`)).results;
	}

	/** @param executionId of one that has ended; before, there is no data yet. */
	async execution(executionId: string): Promise<Execution> {
		return readExecution(await this.#ask(executionRecordWithData, 'GET', `/executions/${executionId}`));
	}

	/** Waits for the end of an execution. */
	async finished(executionId: string, withinMs = finishedWithinMs): Promise<Execution> {
		return await until(`execution ${executionId} to end`, withinMs, async () => {
			const record = await this.#ask(executionRecord, 'GET', `/executions/${executionId}`);
			return isUnderWay(record) ? undefined : await this.execution(executionId);
		});
	}

	async runToEnd(workflow: StoredWorkflow, from: ManualRun): Promise<Execution> {
		return await this.finished(await this.run(workflow, from));
	}

	async #ask<T>(shape: Shape<T>, method: string, path: string, body?: unknown): Promise<T> {
		const answer = await ask(this.url, this.cookie, method, `/rest${path}`, body);
		return content(shape, answer);
	}
}

type Shape<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** All of n8n's answers below /rest have their content in `data`. */
function content<T>(shape: Shape<T>, { body }: Answer): T {
	return shape.parse(z.object({ data: z.unknown() }).parse(body).data);
}

async function ask(url: string, cookie: string, method: string, path: string, body?: unknown): Promise<Answer> {
	const response = await fetch(`${url}${path}`, {
		method,
		// A connection kept from before may have been closed by n8n while this process was busy.
		headers: { 'browser-id': browserId, 'content-type': 'application/json', cookie, connection: 'close' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text}`);
	const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
	return { body: JSON.parse(text), cookie: cookies.join('; ') };
}
