/** When the soak says that something grew. */

import { growthOf, type Vitals } from '../../soak/vitals';

const megabyte = 1024 * 1024;

const usual = { heapBytes: 100 * megabyte, externalBytes: 20 * megabyte, sockets: 100, otherHandles: 200 };

/** @param each what is special about each sample, in order. */
function taken(each: ReadonlyArray<Partial<Vitals>>): Vitals[] {
	return each.map((changes, index) => ({ seconds: index, ...usual, ...changes }));
}

const heap = (megabytes: readonly number[]) => taken(megabytes.map((each) => ({ heapBytes: each * megabyte })));
const times = (count: number, value: number) => Array<number>(count).fill(value);
const growing = (first: number, step: number) => Array.from({ length: 24 }, (_, index) => first + step * index);

describe('a soak', () => {
	it.each([
		['all stays', times(9, 200)],
		['it warms up', [50, 100, 150, 200, 200, 200, 200, 200, 200]],
		['single samples stick out', [200, 200, 200, 200, 900, 200, 200, 200, 900]],
		['it comes and goes by a few megabytes', [200, 203, 199, 200, 204, 199, 203, 205, 201]],
		['it comes and goes by a tenth', [109, 109, 103, 102, 98, 92, 93, 95, 100, 94, 98, 93, 100, 100, 99]],
		['it shrinks', [200, 200, 200, 200, 200, 200, 100, 100, 100]],
		['the list is no multiple of three', [500, 500, ...times(8, 200)]],
	])('is flat where %s', (_what, megabytes) => {
		expect(growthOf(heap(megabytes))).toEqual([]);
	});

	it('is flat where idle connections come and go', () => {
		expect(growthOf(taken(growing(0, 20).map((sockets) => ({ sockets }))))).toEqual([]);
	});

	it.each([
		['the heap', 'heapBytes', growing(200 * megabyte, 2 * megabyte)],
		['memory beside the heap', 'externalBytes', growing(20 * megabyte, megabyte)],
		['timers or servers', 'otherHandles', growing(200, 4)],
	] as const)('grew where the last third holds more than the middle one: %s', (_what, measure, samples) => {
		expect(growthOf(taken(samples.map((each) => ({ [measure]: each }))))).toEqual([
			expect.stringMatching(new RegExp(`^${measure} grew from \\d+ to \\d+`)),
		]);
	});
});
