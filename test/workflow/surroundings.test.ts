import { getEventListeners } from 'node:events';

import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';

describe('sleep', () => {
	it('leaves one listener at a signal under which somebody sleeps again and again', async () => {
		const { signal } = new AbortController();
		for (let turn = 0; turn < 3; turn++) await sleep(0, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
	});

	it('ends at once when the signal fires, and does not begin when it has fired', async () => {
		const stop = new AbortController();
		const sleeping = sleep(60_000, stop.signal);
		stop.abort();
		await sleeping;
		await sleep(60_000, stop.signal);
		expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
	});
});
