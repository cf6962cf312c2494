/** What the process holds: memory that is live, and handles that keep it running; and whether they grow. */

import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Vitals {
	/** Since the load began. */
	seconds: number;
	/** V8's heap after collecting garbage, in bytes. */
	heapBytes: number;
	/** Memory beside V8's heap that its objects hold, buffers among it, in bytes. */
	externalBytes: number;
	/** Both ends of each connection, as the simulated providers live in this process, too. */
	sockets: number;
	/** Timers, listening servers and whatever else keeps a process running. */
	otherHandles: number;
}

/** Needs --expose-gc. To be called while nothing runs. */
export async function takeVitals(seconds: number): Promise<Vitals> {
	const { gc } = globalThis;
	if (gc === undefined) throw new Error('The soak has to be started with --expose-gc.');
	gc();
	// What is finalised in between becomes garbage, too.
	await nextTurn();
	gc();
	const handles = process.getActiveResourcesInfo();
	const sockets = handles.filter(isSocket).length;
	const { heapUsed, external } = process.memoryUsage();
	return { seconds, heapBytes: heapUsed, externalBytes: external, sockets, otherHandles: handles.length - sockets };
}

export function isSocket(handle: string): boolean {
	return handle === 'TCPSocketWrap' || handle === 'UDPWrap';
}

/** Not sockets: idle connections are kept for some seconds, and come and go by hundreds. In the end all must be closed. */
type Measure = 'heapBytes' | 'externalBytes' | 'otherHandles';

const bytesInMegabyte = 1024 * 1024;

/** What may still come and go without a leak: a share of what is there, or where that is little, so much. */
const margins: Readonly<Record<Measure, { share: number; least: number }>> = {
	heapBytes: { share: 0.05, least: 4 * bytesInMegabyte },
	externalBytes: { share: 0.05, least: 4 * bytesInMegabyte },
	otherHandles: { share: 0.1, least: 4 },
};

/**
 * Compares the last third with the middle one, by the least of each: in the first third all warms up, and what unfinished runs leave
 * for the next comes and goes by a tenth of the heap. A leak raises the least, too.
 * @param taken in order, three at least.
 * @returns in words, what grew.
 */
export function growthOf(taken: readonly Vitals[]): string[] {
	const third = Math.floor(taken.length / 3);
	const measures: readonly Measure[] = ['heapBytes', 'externalBytes', 'otherHandles'];
	return measures.flatMap((measure) => {
		const before = Math.min(...taken.slice(-2 * third, -third).map((each) => each[measure]));
		const after = Math.min(...taken.slice(-third).map((each) => each[measure]));
		const { share, least } = margins[measure];
		const most = before + Math.max(share * before, least);
		return after <= most
			? []
			: [`${measure} grew from ${before} to ${after}; at most ${Math.floor(most)} were allowed.`];
	});
}
