import type { WorkflowRun } from '../n8n-runner';

/** @returns how many lookups the line above the node's output calls perhaps billed twice. */
export function countedTwice({ hints }: WorkflowRun): number {
	return hints.reduce((sum, { message }) => {
		const [, times] = /([\d,]+) lookups? perhaps billed twice/.exec(message) ?? [];
		return sum + (times === undefined ? 0 : Number(times.replaceAll(',', '')));
	}, 0);
}
