import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { oneAtATime } from './oneAtATime';

describe('oneAtATime', () => {
	let directory: string;

	beforeAll(async () => (directory = await mkdtemp(join(tmpdir(), 'number-lookup-lock-'))));
	afterAll(async () => await rm(directory, { recursive: true }));

	it('lets the second begin when the first has ended, and tells it that it waits', async () => {
		const lockFile = join(directory, 'second-waits');
		const events: string[] = [];
		let endFirst = () => {};
		const firstMayEnd = new Promise<void>((resolve) => (endFirst = resolve));
		const first = oneAtATime(lockFile, fail, async () => {
			events.push('first begins');
			await firstMayEnd;
			events.push('first ends');
		});
		const onWait = () => {
			events.push('second waits');
			endFirst();
		};
		await oneAtATime(lockFile, onWait, async () => void events.push('second begins'));
		await first;
		expect(events).toEqual(['first begins', 'second waits', 'first ends', 'second begins']);
	});

	it('does not keep the next one waiting after a failure', async () => {
		const lockFile = join(directory, 'failure');
		const failing = oneAtATime(lockFile, fail, async () => await Promise.reject(new Error('broken')));
		await expect(failing).rejects.toThrow('broken');
		let began = false;
		await oneAtATime(lockFile, fail, async () => void (began = true));
		expect(began).toBe(true);
	});
});

function fail(): void {
	throw new Error('It waited for nobody.');
}
