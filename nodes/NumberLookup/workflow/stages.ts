/** The providers to ask, each with its credential, which is read when the provider’s turn comes. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Stage, StageOpening } from '../lookup/options';
import { idleTimeoutMs } from '../lookup/stage';
import type { AccountFailure } from '../providers/provider';
import type { RegisteredProvider } from '../providers/registry';
import { wholeRequestTimeoutFactor } from '../transport/wire';
import { accessTokens } from './accessToken';
import { despiteOverruns } from './busyMachine';
import { openAccount } from './openAccount';

/** @param timeoutMs `options.timeout`. */
export function stageOf(
	context: IExecuteFunctions,
	{ facts, load }: RegisteredProvider,
	nowMs: () => number,
	timeoutMs: number,
): Stage {
	const { credentialType } = facts;
	return {
		provider: facts.id,
		async open() {
			const credential = await readCredential(context, credentialType);
			if (credential === null) {
				const isChosen = context.getNode().credentials?.[credentialType] !== undefined;
				const advice = `Choose or create a credential for ${facts.displayName} in the node’s Credential field.`;
				return failed(isChosen ? `${gone} ${advice}` : advice);
			}
			const { account, problem } = await openAccount(load, credential);
			if (problem !== null) return failed(`The credential’s field "${problem.field}": ${problem.message}`);
			const tokenWaitMs = wholeRequestTimeoutFactor * idleTimeoutMs(account, timeoutMs);
			const tokens = account.usesToken ? accessTokens(context, credentialType, nowMs, tokenWaitMs) : null;
			return { kind: 'opened', account, tokens };
		},
	};
}

/** n8n tells these two apart in no way that lasts. */
const gone = 'The credential that the node names was deleted, or n8n’s encryption key has changed since it was saved.';

/** n8n throws where no credential is chosen, where it was deleted, and where it cannot be decrypted. */
async function readCredential(context: IExecuteFunctions, credentialType: string) {
	try {
		return await despiteOverruns(async () => await context.getCredentials(credentialType));
	} catch {
		return null;
	}
}

function failed(message: string): StageOpening {
	const failure: AccountFailure = { cause: 'misconfigured', code: 'credential', message };
	return { kind: 'failed', failure };
}
