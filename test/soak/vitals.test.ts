/** When the soak says that something grew. */

import { growthOf, type Vitals } from '../../soak/vitals';

const megabyte = 1024 * 1024;

/** @param heapMegabytes samples in order. */
function taken(heapMegabytes: readonly number[], sockets: readonly number[] = []): Vitals[] {
	return heapMegabytes.map((each, index) => ({
		seconds: index,
		heapBytes: each * megabyte,
		sockets: sockets[index] ?? 0,
		otherHandles: 10,
	}));
}

const times = (count: number, value: number) => Array<number>(count).fill(value);

describe('a soak', () => {
	it.each([
		['all stays', times(9, 200)],
		['it warms up', [50, 100, 150, 200, 200, 200, 200, 200, 200]],
		['single samples stick out', [200, 200, 200, 200, 900, 200, 200, 200, 900]],
		['it comes and goes by a few megabytes', [200, 203, 199, 200, 204, 199, 203, 205, 201]],
		['it comes and goes by a tenth', [109, 109, 103, 102, 98, 92, 93, 95, 100, 94, 98, 93, 100, 100, 99]],
		['it shrinks', [200, 200, 200, 200, 200, 200, 100, 100, 100]],
		['the list is no multiple of three', [500, 500, ...times(8, 200)]],
	])('is flat where %s', (_what, heap) => {
		expect(growthOf(taken(heap))).toEqual([]);
	});

	it('grew where the last third holds more than the middle one', () => {
		const growing = Array.from({ length: 24 }, (_, index) => 200 + 2 * index);
		expect(growthOf(taken(growing))).toEqual([expect.stringMatching(/^heapBytes grew from \d+ to \d+/)]);
	});

	it('grew where sockets are left open', () => {
		const growing = Array.from({ length: 24 }, (_, index) => 100 * index);
		expect(growthOf(taken(times(24, 200), growing))).toEqual([expect.stringMatching(/^sockets grew/)]);
	});
});
