/**
 * Nothing paid for is lost: the answers of this process's recent runs of the node. A run that did not finish (thrown,
 * stopped, timed out, or with numbers not looked up) leaves them for the same execution's retry and for a person's next manual run or retry; a
 * finished run's serve only the same execution and run index, because n8n also runs a node again whose first row
 * carries an `error` key of its own.
 */

import type { Answered } from './outcome';

/** Which run of which node. */
export interface RunIdentity {
	workflowId: string;
	nodeId: string;
	executionId: string;
	/** Turn of the node in its execution, as n8n counts loops. */
	runIndex: number;
	/** Whether this execution may use the answers of earlier unfinished ones: a person started it to go on. */
	resumes: boolean;
}

const maxAnswers = 200_000;
const unfinishedMaxAgeMs = 24 * 60 * 60 * 1000;
/** n8n waits at most 5 s between its tries; this leaves ample room. */
const finishedMaxAgeMs = 10 * 60 * 1000;

interface Run {
	identity: RunIdentity;
	/** Epoch milliseconds when it last began. */
	begunAtMs: number;
	finished: boolean;
	answers: Map<string, Answered>;
}

export class KeptAnswers {
	/** Oldest first. */
	private runs: Run[] = [];

	/** Begins a run, or goes on with it when n8n tries the node again. */
	begin(identity: RunIdentity, nowMs: number): KeptRun {
		this.forgetOld(nowMs);
		const sameNode = this.runs.filter(
			(run) => run.identity.workflowId === identity.workflowId && run.identity.nodeId === identity.nodeId,
		);
		const isOwn = (run: Run) =>
			run.identity.executionId === identity.executionId && run.identity.runIndex === identity.runIndex;
		const own = sameNode.find(isOwn) ?? { identity, begunAtMs: nowMs, finished: false, answers: new Map() };
		own.begunAtMs = nowMs;
		own.finished = false;
		this.runs = [...this.runs.filter((run) => run !== own), own];
		const earlier = identity.resumes
			? sameNode.filter((run) => !run.finished && run.identity.executionId !== identity.executionId)
			: [];
		return new KeptRun(own, earlier);
	}

	private forgetOld(nowMs: number): void {
		this.runs = this.runs.filter(
			(run) => nowMs - run.begunAtMs <= (run.finished ? finishedMaxAgeMs : unfinishedMaxAgeMs),
		);
		let count = this.runs.reduce((sum, run) => sum + run.answers.size, 0);
		// What finished runs left is worth least; then the oldest goes.
		for (const run of [...this.runs.filter((each) => each.finished), ...this.runs.filter((each) => !each.finished)]) {
			if (count <= maxAnswers) return;
			count -= run.answers.size;
			this.runs = this.runs.filter((each) => each !== run);
		}
	}
}

/** The answers that one run may use and to which it adds its own. */
export class KeptRun {
	/** @internal */
	constructor(
		private readonly own: Run,
		private readonly earlier: readonly Run[],
	) {}

	/**
	 * @param key account, MSISDN and lookup type.
	 * @returns the answer paid for before, or null.
	 */
	find(key: string): Answered | null {
		const ownAnswer = this.own.answers.get(key);
		if (ownAnswer !== undefined) return ownAnswer;
		for (const run of this.earlier) {
			const kept = run.answers.get(key);
			if (kept === undefined) continue;
			// It moves to this run: were this one finished, the next execution would have to ask afresh.
			run.answers.delete(key);
			const reused: Answered = { ...kept, cached: true };
			this.own.answers.set(key, reused);
			return reused;
		}
		return null;
	}

	keep(key: string, answered: Answered): void {
		if (this.own.answers.size < maxAnswers) this.own.answers.set(key, answered);
	}

	/** The run ended well: later executions ask afresh. */
	finish(): void {
		this.own.finished = true;
	}
}
