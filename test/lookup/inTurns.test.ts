import { atOnce, type EventLoop, inTurns, pieceMs, type Steps } from '../../nodes/NumberLookup/lookup/inTurns';
import { LookupSession } from '../../nodes/NumberLookup/lookup/session';
import { numbers, plainOptions, scripted, surroundings } from './scriptedProvider';

/** @param stepMs how long each look at the clock is after the one before. */
function eventLoop(stepMs: number) {
	let clockMs = 0;
	const seen = { turns: 0 };
	const loop: EventLoop = {
		nowMs: () => (clockMs += stepMs),
		nextTurn: async () => {
			seen.turns++;
			await Promise.resolve();
		},
	};
	return { loop, seen };
}

function* counting(count: number): Steps<number> {
	for (let done = 0; done < count; done++) yield;
	return count;
}

describe('work in turns', () => {
	it('gives the event loop its turn whenever a piece of it has taken its time', async () => {
		const { loop, seen } = eventLoop(pieceMs / 5);
		expect(await inTurns(counting(100), loop)).toBe(100);
		expect(seen.turns).toBe(20);
	});

	it('waits for no turn where it is short', async () => {
		const { loop, seen } = eventLoop(pieceMs / 200);
		expect(await inTurns(counting(100), loop)).toBe(100);
		expect(seen.turns).toBe(0);
	});

	it('passes on what the work throws', async () => {
		function* failing(): Steps<never> {
			yield;
			throw new Error('This failed.');
		}
		await expect(inTurns(failing(), eventLoop(pieceMs).loop)).rejects.toThrow('This failed.');
	});

	it('can be done at once', () => expect(atOnce(counting(3))).toBe(3));
});

describe('a question about many numbers', () => {
	/** @returns the turns that the question took beside what was asked. */
	async function turnsOf(count: number, isStopped: boolean): Promise<number> {
		const provider = scripted(
			({ msisdns }) => ({
				answers: Object.fromEntries(msisdns.map((msisdn) => [msisdn, 'ok' as const])),
			}),
			{ numbersPerRequest: 1000 },
		);
		const { loop, seen } = eventLoop(pieceMs / 10);
		const stop = new AbortController();
		if (isStopped) stop.abort();
		const { world } = surroundings([provider], { eventLoop: loop, signal: stop.signal });
		const session = new LookupSession([provider.stage], plainOptions, world);
		const outcomes = await session.ask(numbers(count));
		session.end();
		expect(outcomes.filter(({ finding }) => finding?.kind === 'answered')).toHaveLength(isStopped ? 0 : count);
		return seen.turns;
	}

	it.each([false, true])('takes turns before it is asked and when it is over; stopped: %s', async (isStopped) => {
		const rounds = ['made', 'searched for kept answers', 'given up where it is left', 'handed to the next provider'];
		expect(await turnsOf(1_000, isStopped)).toBeGreaterThanOrEqual(rounds.length * 99);
	});
});
