/** Numbers to look up. */

/** The simulator's magic numbers end in 9000 and more. */
const numbersInBlock = 9000;

/** British mobile ranges, ten thousand numbers each, from +44 7400 00 0000 on. */
const firstBlock = 44_740_000;

/** @returns so many distinct MSISDNs, all mobile and all served. */
export function msisdns(count: number): string[] {
	return Array.from({ length: count }, (_, index) => {
		const block = firstBlock + Math.floor(index / numbersInBlock);
		return `${block}${String(index % numbersInBlock).padStart(4, '0')}`;
	});
}
