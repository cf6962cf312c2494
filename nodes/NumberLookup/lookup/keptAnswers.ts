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
	/** Whether another turn may follow in the same execution. */
	inLoop: boolean;
	/** Whether this execution may use the answers of earlier unfinished ones: a person started it to go on. */
	resumes: boolean;
}

/** Answers, and notes of answers that may have been lost. */
const maxEntries = 200_000;
const unfinishedMaxAgeMs = 24 * 60 * 60 * 1000;
/** n8n waits at most 5 s between its tries; this leaves ample room. */
const finishedMaxAgeMs = 15 * 1000;
/** What else a loop does in one turn takes no longer, as a rule. */
const loopTurnMaxAgeMs = 60 * 60 * 1000;

/** What one run of the node left behind. */
interface Run {
	identity: RunIdentity;
	/** Epoch milliseconds when it last began. */
	begunAtMs: number;
	/** Epoch milliseconds; null while it goes on, and where it ended otherwise. */
	finishedAtMs: number | null;
	/** By who was asked what, where (`scopeOf`). */
	scopes: Map<string, Entries>;
}

/** By MSISDN. */
interface Entries {
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
	/** Those that hold anything, oldest first. */
	private readonly runs = new Set<Run>();
	/** Of all runs. */
	private entries = 0;

	/** Begins a run, or goes on with it when n8n tries the node again. */
	begin(identity: RunIdentity, nowMs: number): KeptRun {
		this.forgetOld(nowMs);
		const sameNode = [...this.runs].filter(
			(run) => run.identity.workflowId === identity.workflowId && run.identity.nodeId === identity.nodeId,
		);
		const own = sameNode.find((run) => isSame(run.identity, identity)) ?? newRun(identity, nowMs);
		own.begunAtMs = nowMs;
		own.finishedAtMs = null;
		// Now it is the youngest.
		if (this.runs.delete(own)) this.runs.add(own);
		// The execution goes on after all. Should it not end well, what all turns of a loop paid for is left.
		const turns = sameNode.filter((run) => run.finishedAtMs !== null && isSameExecution(run.identity, identity));
		for (const turn of turns) turn.finishedAtMs = null;
		const earlier = identity.resumes
			? sameNode.filter((run) => run.finishedAtMs === null && !isSameExecution(run.identity, identity))
			: [];
		return new KeptRun(own, turns, earlier, this);
	}

	/** Forgets numbers, whoever was asked about them. */
	forgetNumbers(msisdns: readonly string[]): void {
		for (const { answers, lost } of this.allEntries()) {
			for (const msisdn of msisdns) this.entries -= Number(answers.delete(msisdn)) + Number(lost.delete(msisdn));
		}
	}

	/** @param timeMs epoch milliseconds: answers looked up before it are forgotten. */
	forgetBefore(timeMs: number): void {
		for (const { answers } of this.allEntries()) {
			for (const [msisdn, { lookedUpAtMs }] of answers) {
				if (lookedUpAtMs < timeMs && answers.delete(msisdn)) this.entries--;
			}
		}
	}

	private *allEntries(): Generator<Entries> {
		for (const { scopes } of this.runs) yield* scopes.values();
	}

	/** @internal The run holds something from now on. */
	hold(run: Run): void {
		this.runs.add(run);
	}

	/** @internal @returns whether the run may hold one entry more; for it, what finished runs left goes first, then what is oldest. */
	makeRoom(own: Run): boolean {
		while (this.entries >= maxEntries) {
			const leastWorth = this.leastWorthBut(own);
			if (leastWorth === null) return false;
			this.forget(leastWorth);
		}
		this.hold(own);
		this.entries++;
		return true;
	}

	/** @internal A run holds one entry less. */
	freeRoom(): void {
		this.entries--;
	}

	private leastWorthBut(own: Run): Run | null {
		let oldest: Run | null = null;
		for (const run of this.runs) {
			if (run === own || sizeOf(run) === 0) continue;
			if (run.finishedAtMs !== null) return run;
			oldest ??= run;
		}
		return oldest;
	}

	private forgetOld(nowMs: number): void {
		for (const run of this.runs) {
			const ageMs = nowMs - (run.finishedAtMs ?? run.begunAtMs);
			// Later runs may have taken all that it held.
			if (ageMs > maxAgeMs(run) || sizeOf(run) === 0) this.forget(run);
		}
	}

	/** Should the run still go on, it begins to hold anew. */
	private forget(run: Run): void {
		this.runs.delete(run);
		this.entries -= sizeOf(run);
		for (const { answers, lost } of run.scopes.values()) {
			answers.clear();
			lost.clear();
		}
	}
}

function isSame(one: RunIdentity, other: RunIdentity): boolean {
	return isSameExecution(one, other) && one.runIndex === other.runIndex;
}

function isSameExecution(one: RunIdentity, other: RunIdentity): boolean {
	return one.executionId === other.executionId;
}

function maxAgeMs({ finishedAtMs, identity }: Run): number {
	if (finishedAtMs === null) return unfinishedMaxAgeMs;
	return identity.inLoop ? loopTurnMaxAgeMs : finishedMaxAgeMs;
}

function newRun(identity: RunIdentity, nowMs: number): Run {
	return { identity, begunAtMs: nowMs, finishedAtMs: null, scopes: new Map() };
}

function sizeOf({ scopes }: Run): number {
	let size = 0;
	for (const { answers, lost } of scopes.values()) size += answers.size + lost.size;
	return size;
}

function entriesOf({ scopes }: Run, scope: string): Entries {
	const entries = scopes.get(scope) ?? { answers: new Map<string, Answered>(), lost: new Map<string, number>() };
	scopes.set(scope, entries);
	return entries;
}

/** The answers that one run may use and to which it adds its own. */
export class KeptRun {
	/** @internal */
	constructor(
		private readonly own: Run,
		/** Earlier turns of the same execution that ended well. */
		private readonly turns: readonly Run[],
		private readonly earlier: readonly Run[],
		private readonly all: KeptAnswers,
	) {}

	/** @param scope who is asked what, where (`scopeOf`). */
	of(scope: string): KeptScope {
		const earlier = this.earlier.flatMap(({ scopes }) => scopes.get(scope) ?? []);
		return new KeptScope(this.own, entriesOf(this.own, scope), earlier, this.all);
	}

	/**
	 * The run ended well: later executions ask afresh.
	 * @param nowMs epoch milliseconds.
	 */
	finish(nowMs: number): void {
		for (const run of [...this.turns, this.own]) run.finishedAtMs = nowMs;
	}
}

/** The same for one scope. */
export class KeptScope {
	/** @internal */
	constructor(
		private readonly run: Run,
		private readonly own: Entries,
		private readonly earlier: readonly Entries[],
		private readonly all: KeptAnswers,
	) {}

	/** @returns the answer paid for before, or null. */
	find(msisdn: string): Answered | null {
		const ownAnswer = this.own.answers.get(msisdn);
		if (ownAnswer !== undefined) return ownAnswer;
		// It moves to this run: were this one finished, the next execution would have to ask afresh.
		const kept = takeFrom(this.earlier, ({ answers }) => answers, msisdn);
		if (kept === null) return null;
		const reused: Answered = { ...kept, cached: true };
		this.own.answers.set(msisdn, reused);
		this.all.hold(this.run);
		return reused;
	}

	keep(msisdn: string, answered: Answered): void {
		const { answers, lost } = this.own;
		if (lost.delete(msisdn)) this.all.freeRoom();
		if (answers.has(msisdn) || this.all.makeRoom(this.run)) answers.set(msisdn, answered);
	}

	/** @returns how often an answer may have been lost before this run began; null for never. */
	lostBefore(msisdn: string): LostBefore | null {
		const ownTimes = this.own.lost.get(msisdn);
		if (ownTimes !== undefined) return { times: ownTimes, sameExecution: true };
		const times = takeFrom(this.earlier, ({ lost }) => lost, msisdn);
		if (times === null) return null;
		this.own.lost.set(msisdn, times);
		this.all.hold(this.run);
		return { times, sameExecution: false };
	}

	/** An answer may have been lost on its way, and billed. */
	lose(msisdn: string, times: number): void {
		const { lost } = this.own;
		const before = lost.get(msisdn);
		if (before !== undefined || this.all.makeRoom(this.run)) lost.set(msisdn, (before ?? 0) + times);
	}
}

/** Takes an entry out of the first that have it. */
function takeFrom<Value>(
	earlier: readonly Entries[],
	mapOf: (entries: Entries) => Map<string, Value>,
	msisdn: string,
): Value | null {
	for (const entries of earlier) {
		const value = mapOf(entries).get(msisdn);
		if (value === undefined) continue;
		mapOf(entries).delete(msisdn);
		return value;
	}
	return null;
}
