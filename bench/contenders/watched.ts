/** The built node, with a watch on the event loop while it works, which tells its own blocks from those of n8n. */

import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';
import { z } from 'zod';

import type { LongestBlock } from '../longestBlock';

export const watchedType = 'bench.watched';

const moduleSchema = z.object({
	NumberLookup: z.custom<new () => INodeType>((value) => typeof value === 'function'),
});

/** Longest blocks of one run, in milliseconds. */
export interface Blocks {
	node: number;
	/** Before the node, above all. */
	n8n: number;
}

/** The watch of the run under way; null where nobody watches. */
let watch: { block: LongestBlock; seen: Blocks } | null = null;

/** @returns what the work gives, and its blocks. */
export async function watching(block: LongestBlock, work: () => Promise<void>): Promise<Blocks> {
	const seen: Blocks = { node: 0, n8n: 0 };
	block.take();
	watch = { block, seen };
	await work();
	seen.n8n = Math.max(seen.n8n, block.take());
	watch = null;
	return seen;
}

export function watchedNode(): INodeType {
	const { NumberLookup } = moduleSchema.parse(
		createRequire(__filename)('../../dist/nodes/NumberLookup/NumberLookup.node.js'),
	);
	const node = new NumberLookup();
	return {
		description: node.description,
		methods: node.methods,
		async execute(response) {
			if (watch !== null) watch.seen.n8n = watch.block.take();
			try {
				return (await node.execute?.call(this, response)) ?? null;
			} finally {
				if (watch !== null) watch.seen.node = watch.block.take();
			}
		},
	};
}
