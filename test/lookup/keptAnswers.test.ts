import { KeptAnswers, type RunIdentity } from '../../nodes/NumberLookup/lookup/keptAnswers';
import type { Answered } from '../../nodes/NumberLookup/lookup/outcome';

const hourMs = 60 * 60 * 1000;

const run: RunIdentity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, resumes: false };
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
	begun.keep('key', answered);
	if (how === 'finished') begun.finish();
	return answers;
}

describe('answers of an unfinished run', () => {
	it('serve the same execution’s retry, and are not called cached', () => {
		expect(after(run, 'unfinished').begin(run, 1).find('key')).toEqual(answered);
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
				.find('key'),
		).toEqual(expected);
	});

	it('are forgotten after 24 hours', () => {
		const later = { ...run, executionId: '2', resumes: true };
		expect(
			after(run, 'unfinished')
				.begin(later, 24 * hourMs)
				.find('key'),
		).not.toBeNull();
		expect(
			after(run, 'unfinished')
				.begin(later, 24 * hourMs + 1)
				.find('key'),
		).toBeNull();
	});

	it('are used up by the run that finishes with them: the one after asks afresh', () => {
		const answers = after(run, 'unfinished');
		const second = answers.begin({ ...run, executionId: '2', resumes: true }, 1);
		expect(second.find('key')).not.toBeNull();
		second.finish();
		expect(answers.begin({ ...run, executionId: '3', resumes: true }, 2).find('key')).toBeNull();
	});

	it('stay where a later run finished without using them', () => {
		const answers = after(run, 'unfinished');
		answers.begin({ ...run, executionId: '2', resumes: true }, 1).finish();
		expect(answers.begin({ ...run, executionId: '3', resumes: true }, 2).find('key')).not.toBeNull();
	});
});

describe('answers of a finished run', () => {
	it('serve the same execution and run index only', () => {
		const answers = after(run, 'finished');
		expect(answers.begin({ ...run, executionId: '2', resumes: true }, 1).find('key')).toBeNull();
		expect(answers.begin({ ...run, runIndex: 1 }, 1).find('key')).toBeNull();
		expect(answers.begin(run, 1).find('key')).toEqual(answered);
	});
});

describe('the memory that kept answers take', () => {
	it('is bounded: what finished runs left goes first', () => {
		const answers = new KeptAnswers();
		const unfinished = answers.begin({ ...run, executionId: 'unfinished' }, 0);
		unfinished.keep('key', answered);
		const large = answers.begin({ ...run, executionId: 'large' }, 0);
		for (let count = 0; count < 200_001; count++) large.keep(String(count), answered);
		large.finish();
		answers.begin({ ...run, executionId: 'next' }, 1);
		expect(answers.begin({ ...run, executionId: 'large' }, 1).find('7')).toBeNull();
		expect(answers.begin({ ...run, executionId: 'unfinished' }, 1).find('key')).not.toBeNull();
	});
});
