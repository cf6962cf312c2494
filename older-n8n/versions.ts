/** The folders here: the oldest n8n that the node runs on, the first of the second generation, and one between it and the newest. */
export const versions = ['1.123', '2.0', '2.30'] as const;

/** What the cache calls the engine of a version. */
export function nameOf(version: string): string {
	return `n8n-${version}-engine`;
}
