/** Numbers waiting for a request, handed out in order and in batches. */
export class BatchQueue {
	private next = 0;
	private returned: number[] = [];

	constructor(private readonly indices: readonly number[]) {}

	get length(): number {
		return this.returned.length + this.indices.length - this.next;
	}

	/** @returns up to `size` numbers; those that were put back come first. */
	take(size: number): readonly number[] {
		if (this.returned.length > 0) return this.returned.splice(0, size);
		const batch = this.indices.slice(this.next, this.next + size);
		this.next += batch.length;
		return batch;
	}

	putBack(indices: readonly number[]): void {
		this.returned.push(...indices);
	}
}
