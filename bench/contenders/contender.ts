/** One way to look numbers up. */
export interface Contender {
	name: string;
	/** Makes ready, which is not measured. @returns the work to measure; it rejects where a number stays without an answer. */
	prepare(msisdns: readonly string[]): () => Promise<void>;
}
