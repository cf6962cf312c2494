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
const finishedMaxAgeMs = 60 * 1000;

/** What one run of the node left behind; keys hold account, lookup type and MSISDN. */
interface Run {
	identity: RunIdentity;
	/** Epoch milliseconds when it last began. */
	begunAtMs: number;
	finished: boolean;
	answers: Map<string, Answered>;
	/** How many answers to a number may have been lost on their way, and billed. */
	lost: Map<string, number>;
}

/** Answers that were lost before this run began. */
export interface LostBefore {
	times: number;
	/** Whether in an earlier try of this execution, else in an earlier execution. */
	sameExecution: boolean;
}

export class KeptAnswers {
	/** Oldest first. */
	private runs: Run[] = [];
	/** Answers of all runs. */
	private count = 0;

	/** Begins a run, or goes on with it when n8n tries the node again. */
	begin(identity: RunIdentity, nowMs: number): KeptRun {
		this.forget((run) => nowMs - run.begunAtMs > (run.finished ? finishedMaxAgeMs : unfinishedMaxAgeMs));
		const sameNode = this.runs.filter(
			(run) => run.identity.workflowId === identity.workflowId && run.identity.nodeId === identity.nodeId,
		);
		const own = sameNode.find((run) => isSame(run.identity, identity)) ?? newRun(identity, nowMs);
		own.begunAtMs = nowMs;
		own.finished = false;
		this.runs = [...this.runs.filter((run) => run !== own), own];
		const earlier = identity.resumes
			? sameNode.filter((run) => !run.finished && run.identity.executionId !== identity.executionId)
			: [];
		return new KeptRun(own, earlier, () => this.makeRoom(own));
	}

	/** @returns whether there is room for one more answer; for it, what finished runs left goes first, then what is oldest. */
	private makeRoom(own: Run): boolean {
		while (this.count >= maxAnswers) {
			const others = this.runs.filter((run) => run !== own && run.answers.size > 0);
			const leastWorth = others.find((run) => run.finished) ?? others[0];
			if (leastWorth === undefined) return false;
			this.forget((run) => run === leastWorth);
		}
		this.count++;
		return true;
	}

	private forget(isForgotten: (run: Run) => boolean): void {
		this.runs = this.runs.filter((run) => {
			if (!isForgotten(run)) return true;
			this.count -= run.answers.size;
			return false;
		});
	}
}

function isSame(one: RunIdentity, other: RunIdentity): boolean {
	return one.executionId === other.executionId && one.runIndex === other.runIndex;
}

function newRun(identity: RunIdentity, nowMs: number): Run {
	return { identity, begunAtMs: nowMs, finished: false, answers: new Map(), lost: new Map() };
}

/** The answers that one run may use and to which it adds its own. */
export class KeptRun {
	/** @internal */
	constructor(
		private readonly own: Run,
		private readonly earlier: readonly Run[],
		private readonly makeRoom: () => boolean,
	) {}

	/**
	 * @param key account, lookup type and MSISDN.
	 * @returns the answer paid for before, or null.
	 */
	find(key: string): Answered | null {
		const ownAnswer = this.own.answers.get(key);
		if (ownAnswer !== undefined) return ownAnswer;
		// It moves to this run: were this one finished, the next execution would have to ask afresh.
		const kept = takeFrom(this.earlier, ({ answers }) => answers, key);
		if (kept === null) return null;
		const reused: Answered = { ...kept, cached: true };
		this.own.answers.set(key, reused);
		return reused;
	}

	keep(key: string, answered: Answered): void {
		this.own.lost.delete(key);
		if (this.own.answers.has(key) || this.makeRoom()) this.own.answers.set(key, answered);
	}

	/** @returns how often an answer may have been lost before this run began; null for never. */
	lostBefore(key: string): LostBefore | null {
		const ownTimes = this.own.lost.get(key);
		if (ownTimes !== undefined) return { times: ownTimes, sameExecution: true };
		const times = takeFrom(this.earlier, ({ lost }) => lost, key);
		if (times === null) return null;
		this.own.lost.set(key, times);
		return { times, sameExecution: false };
	}

	/** An answer may have been lost on its way, and billed. */
	lose(key: string, times: number): void {
		this.own.lost.set(key, (this.own.lost.get(key) ?? 0) + times);
	}

	/** The run ended well: later executions ask afresh. */
	finish(): void {
		this.own.finished = true;
	}
}

/** Takes an entry out of the first run that has it. */
function takeFrom<Value>(runs: readonly Run[], entriesOf: (run: Run) => Map<string, Value>, key: string): Value | null {
	for (const run of runs) {
		const value = entriesOf(run).get(key);
		if (value === undefined) continue;
		entriesOf(run).delete(key);
		return value;
	}
	return null;
}
