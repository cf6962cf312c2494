import { KeptAnswers, type RunIdentity } from '../../nodes/NumberLookup/lookup/keptAnswers';
import type { Answered } from '../../nodes/NumberLookup/lookup/outcome';

const scope = 'provider, account and lookup type';
const hourMs = 60 * 60 * 1000;

const run: RunIdentity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };
const answered: Answered = {
	kind: 'answered',
	answer: { status: 'ok', providerCode: 'OK', details: {}, raw: 'result=OK;imsi=24008' },
	provider: 'sinch',
	lookedUpAtMs: 0,
	attempts: 2,
	cached: false,
};

/** Answers kept by one run that then ended, well or not. */
function after(identity: RunIdentity, how: 'finished' | 'unfinished') {
	const answers = new KeptAnswers();
	const begun = answers.begin(identity, 0);
	begun.of(scope).keep('key', answered);
	if (how === 'finished') begun.finish(0);
	return answers;
}

describe('answers of an unfinished run', () => {
	it('serve the same execution’s retry, and are not called cached', () => {
		expect(after(run, 'unfinished').begin(run, 1).of(scope).find('key')).toEqual(answered);
	});

	it.each([
		['a person’s later manual run or retry', { executionId: '2', resumes: true }, { ...answered, cached: true }],
		['no later scheduled or webhook execution', { executionId: '2' }, null],
		['no other node', { nodeId: 'm', executionId: '2', resumes: true }, null],
		['no other workflow', { workflowId: 'v', executionId: '2', resumes: true }, null],
		['no next turn of a loop', { runIndex: 1, resumes: true }, null],
	])('serve %s', (_who, change, expected) => {
		expect(
			after(run, 'unfinished')
				.begin({ ...run, ...change }, 1)
				.of(scope)
				.find('key'),
		).toEqual(expected);
	});

	it('are forgotten after 24 hours', () => {
		const later = { ...run, executionId: '2', resumes: true };
		expect(
			after(run, 'unfinished')
				.begin(later, 24 * hourMs)
				.of(scope)
				.find('key'),
		).not.toBeNull();
		expect(
			after(run, 'unfinished')
				.begin(later, 24 * hourMs + 1)
				.of(scope)
				.find('key'),
		).toBeNull();
	});

	it('are used up by the run that finishes with them: the one after asks afresh', () => {
		const answers = after(run, 'unfinished');
		const second = answers.begin({ ...run, executionId: '2', resumes: true }, 1);
		expect(second.of(scope).find('key')).not.toBeNull();
		second.finish(1);
		expect(
			answers
				.begin({ ...run, executionId: '3', resumes: true }, 2)
				.of(scope)
				.find('key'),
		).toBeNull();
	});

	it('stay where a later run finished without using them', () => {
		const answers = after(run, 'unfinished');
		answers.begin({ ...run, executionId: '2', resumes: true }, 1).finish(1);
		expect(
			answers
				.begin({ ...run, executionId: '3', resumes: true }, 2)
				.of(scope)
				.find('key'),
		).not.toBeNull();
	});
});

describe('answers of a finished run', () => {
	it('serve the same execution and run index only', () => {
		const answers = after(run, 'finished');
		expect(
			answers
				.begin({ ...run, executionId: '2', resumes: true }, 1)
				.of(scope)
				.find('key'),
		).toBeNull();
		expect(
			answers
				.begin({ ...run, runIndex: 1 }, 1)
				.of(scope)
				.find('key'),
		).toBeNull();
		expect(answers.begin(run, 1).of(scope).find('key')).toEqual(answered);
	});

	it('serve it also where the run took long, until n8n’s next try must have come', () => {
		const finishedAfter = (nowMs: number) => {
			const answers = new KeptAnswers();
			const begun = answers.begin(run, 0);
			begun.of(scope).keep('key', answered);
			begun.finish(hourMs);
			return answers.begin(run, nowMs).of(scope).find('key');
		};
		expect(finishedAfter(hourMs + 15_000)).toEqual(answered);
		expect(finishedAfter(hourMs + 15_001)).toBeNull();
	});
});

describe('answers of the turns of a loop', () => {
	const turn = (runIndex: number): RunIdentity => ({ ...run, inLoop: true, runIndex });
	const nextDay = { ...run, executionId: '2', inLoop: true, resumes: true };
	const withTurns = (...ends: ReadonlyArray<'finished' | 'unfinished'>) => {
		const answers = new KeptAnswers();
		for (const [index, how] of ends.entries()) {
			const begun = answers.begin(turn(index), index);
			begun.of(scope).keep(`key ${index}`, answered);
			if (how === 'finished') begun.finish(index);
		}
		return answers;
	};

	it('are left as a whole where the last turn did not finish', () => {
		const next = withTurns('finished', 'finished', 'unfinished').begin(nextDay, 20 * hourMs);
		expect([0, 1, 2].map((index) => next.of(scope).find(`key ${index}`) !== null)).toEqual([true, true, true]);
	});

	it('are left also where the last turn had no answer yet', () => {
		const answers = withTurns('finished');
		answers.begin(turn(1), 30 * 60 * 1000);
		expect(
			answers
				.begin(nextDay, 20 * hourMs)
				.of(scope)
				.find('key 0'),
		).not.toBeNull();
	});

	it('serve no later execution where all turns finished', () => {
		expect(withTurns('finished', 'finished').begin(nextDay, 2).of(scope).find('key 0')).toBeNull();
	});

	it('of which one did not finish are left where later ones did', () => {
		const next = withTurns('unfinished', 'finished').begin(nextDay, 2);
		expect(next.of(scope).find('key 0')).not.toBeNull();
		expect(next.of(scope).find('key 1')).toBeNull();
	});

	it('serve no other turn: the loop asks again', () => {
		expect(withTurns('finished').begin(turn(1), 2).of(scope).find('key 0')).toBeNull();
	});
});

describe('answers that may have been lost', () => {
	const lostIn = (change: Partial<RunIdentity>) => {
		const answers = new KeptAnswers();
		answers.begin(run, 0).of(scope).lose('key', 2);
		return answers
			.begin({ ...run, ...change }, 1)
			.of(scope)
			.lostBefore('key');
	};

	it.each([
		['the same execution’s retry', {}, { times: 2, sameExecution: true }],
		['a person’s later run', { executionId: '2', resumes: true }, { times: 2, sameExecution: false }],
		['no scheduled run', { executionId: '2' }, null],
	])('are remembered for %s', (_who, change, expected) => {
		expect(lostIn(change)).toEqual(expected);
	});

	it('are forgotten when the number is answered after all', () => {
		const answers = new KeptAnswers();
		const begun = answers.begin(run, 0);
		begun.of(scope).lose('key', 1);
		begun.of(scope).keep('key', answered);
		expect(answers.begin(run, 1).of(scope).lostBefore('key')).toBeNull();
	});
});

describe('the memory that kept answers take', () => {
	const answersOf = (answers: KeptAnswers, executionId: string, keys: number) => {
		const begun = answers.begin({ ...run, executionId }, 0);
		for (let key = 0; key < keys; key++) begun.of(scope).keep(String(key), answered);
		return begun;
	};
	const stillKnows = (answers: KeptAnswers, executionId: string, key: string) =>
		answers
			.begin({ ...run, executionId }, 1)
			.of(scope)
			.find(key) !== null;

	it('is bounded: what finished runs left goes first, then what is oldest', () => {
		const answers = new KeptAnswers();
		answersOf(answers, 'unfinished', 1);
		answersOf(answers, 'finished', 1).finish(0);
		answersOf(answers, 'large', 199_999);
		expect(stillKnows(answers, 'finished', '0')).toBe(false);
		expect(stillKnows(answers, 'unfinished', '0')).toBe(true);
	});

	it('is bounded also within one run', () => {
		const answers = new KeptAnswers();
		answersOf(answers, 'large', 200_001);
		expect(stillKnows(answers, 'large', '199999')).toBe(true);
		expect(stillKnows(answers, 'large', '200000')).toBe(false);
	});

	it('is bounded for what was lost, too', () => {
		const answers = new KeptAnswers();
		answersOf(answers, 'oldest', 1);
		const begun = answers.begin({ ...run, executionId: 'losing' }, 0);
		for (let key = 0; key < 200_000; key++) begun.of(scope).lose(String(key), 1);
		expect(stillKnows(answers, 'oldest', '0')).toBe(false);
		expect(
			answers
				.begin({ ...run, executionId: 'losing' }, 1)
				.of(scope)
				.lostBefore('199999'),
		).not.toBeNull();
	});

	it('is as large as before after a run that went on when it was forgotten', () => {
		const answers = new KeptAnswers();
		const goingOn = answersOf(answers, 'going on', 100_000);
		answersOf(answers, 'large', 100_001);
		goingOn.of(scope).keep('after', answered);
		answersOf(answers, 'second', 99_998);
		expect(stillKnows(answers, 'large', '0')).toBe(true);
		expect(stillKnows(answers, 'going on', 'after')).toBe(true);
		answersOf(answers, 'third', 1);
		expect(stillKnows(answers, 'second', '0')).toBe(false);
	});
});
