/**
 * The engine: asks the providers of a chain, in order, about distinct numbers, all at once or as they come. Knows nothing of
 * n8n and of no provider by name.
 */

import type { AccountFailure } from '../providers/provider';
import { inTurns, type Steps } from './inTurns';
import type { ParsedNumber } from './parsedNumber';
import type { LookupOptions, Stage, Surroundings } from './options';
import { asksNext, betterOf, type LookupReport, type Outcome, type Totals } from './outcome';
import { Budget } from './spending';
import { StageRun } from './stage';
import { accountFinding } from './stageNumbers';
import type { Questions, StageSettings } from './stageTask';

/** One run of the node: each stage is opened once; limits, totals and a failed account hold for all that is asked. */
export class LookupSession {
	private readonly totals: Totals;
	private readonly stages: readonly SessionStage[];

	/** @param stages at least one. */
	constructor(
		stages: readonly Stage[],
		private readonly options: LookupOptions,
		private readonly surroundings: Surroundings,
	) {
		this.totals = noTotals(surroundings);
		const shared = { options, surroundings, totals: this.totals, budget: new Budget(options.maxLookups) };
		this.stages = stages.map((stage) => new SessionStage(stage, shared));
	}

	/** What was done so far. */
	get report(): Omit<LookupReport, 'outcomes'> {
		const stageFailures = this.stages.flatMap(({ failure }, stage) => (failure === null ? [] : [{ stage, failure }]));
		return { stageFailures, totals: this.totals, stopped: this.surroundings.signal.aborted };
	}

	/**
	 * May be called again before it has resolved.
	 * @param numbers distinct, and with each call other ones.
	 * @returns an outcome with a finding for each number. Never rejects for anything a provider or the network does.
	 */
	async ask(numbers: readonly ParsedNumber[]): Promise<Outcome[]> {
		const { skipNonMobile, askNextOnUnknown } = this.options;
		const { eventLoop } = this.surroundings;
		const questions = await inTurns(questionsAbout(numbers, skipNonMobile), eventLoop);
		const { outcomes } = questions;
		let { pending } = questions;
		for (const stage of this.stages) {
			if (pending.length === 0) break;
			await stage.ask({ numbers, pending, outcomes });
			pending = await inTurns(leftToNext({ numbers, pending, outcomes }, askNextOnUnknown), eventLoop);
		}
		return outcomes;
	}

	/** To be called once, when nothing more will be asked. */
	end(): void {
		for (const stage of this.stages) stage.end();
	}
}

function* questionsAbout(
	numbers: readonly ParsedNumber[],
	skipNonMobile: boolean,
): Steps<{ pending: readonly number[]; outcomes: Outcome[] }> {
	const pending: number[] = [];
	const outcomes: Outcome[] = [];
	for (const [index, { cannotBeMobile }] of numbers.entries()) {
		const isSkipped = skipNonMobile && cannotBeMobile;
		outcomes.push({ finding: isSkipped ? skippedFinding : null, attempts: 0, askedHere: false });
		if (!isSkipped) pending.push(index);
		yield;
	}
	return { pending, outcomes };
}

function* leftToNext({ pending, outcomes }: Questions, askNextOnUnknown: boolean): Steps<readonly number[]> {
	const left: number[] = [];
	for (const index of pending) {
		const finding = outcomes[index]?.finding ?? null;
		if (finding !== null && asksNext(finding, askNextOnUnknown)) left.push(index);
		yield;
	}
	return left;
}

/** One provider of the chain, whose credential is read when its turn first comes. */
class SessionStage {
	private opened: Promise<StageRun | null> | null = null;
	private run: StageRun | null = null;
	private openingFailure: AccountFailure | null = null;

	constructor(
		private readonly stage: Stage,
		private readonly shared: Omit<StageSettings, 'provider' | 'account' | 'tokens'>,
	) {}

	/** Why the account could not be used to the end, or null. */
	get failure(): AccountFailure | null {
		return this.openingFailure ?? this.run?.failure ?? null;
	}

	async ask(questions: Questions): Promise<void> {
		this.opened ??= this.open();
		const run = await this.opened;
		if (run !== null) await run.ask(questions);
		else if (this.openingFailure !== null) this.leaveUnasked(questions, this.openingFailure);
	}

	end(): void {
		this.run?.end();
	}

	private async open(): Promise<StageRun | null> {
		const { provider } = this.stage;
		const opening = await this.stage.open();
		if (opening.kind === 'failed') {
			this.openingFailure = opening.failure;
			return null;
		}
		const { account, tokens } = opening;
		this.run = new StageRun({ ...this.shared, provider, account, tokens });
		return this.run;
	}

	private leaveUnasked({ pending, outcomes }: Questions, failure: AccountFailure): void {
		const finding = accountFinding(this.stage.provider, failure);
		for (const index of pending) {
			const outcome = outcomes[index];
			if (outcome !== undefined) outcome.finding = betterOf(outcome.finding, finding);
		}
	}
}

function noTotals({ reuse }: Surroundings): Totals {
	const stored = reuse === null ? null : 0;
	return { requests: 0, paid: 0, perhapsBilledTwice: 0, perhapsBilled: 0, reused: 0, stored };
}

const skippedFinding = {
	kind: 'unanswered',
	status: 'not_mobile',
	provider: null,
	code: null,
	message: 'The numbering plan says this is not a mobile number; it was skipped to save a lookup.',
	cause: 'heldBack',
} as const;
