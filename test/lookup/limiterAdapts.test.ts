import { AccountLimiter } from '../../nodes/NumberLookup/lookup/limiter';

/** A provider that throttles whatever is above its own limit, and a list that never ends. Time passes by itself, from event to event. */
class Provider {
	nowMs = 0;
	/** How each request ended, with the time. */
	readonly endings: Array<{ atMs: number; throttled: boolean }> = [];
	private underWay = 0;
	private readonly due: Array<{ atMs: number; happen: () => void }> = [];
	private requests = 0;

	constructor(public limit: number) {}

	/** Asks with as many lanes as the user allows, each taking the next number when it has its answer. */
	async serve(limiter: AccountLimiter, concurrency: number, untilMs: number): Promise<void> {
		const participant = limiter.join({ concurrency, requestsPerSecond: 0 });
		const lane = async () => {
			for (;;) {
				const permit = await participant.acquire();
				if (permit === null) return;
				permit.release((await this.answer()) ? 'answered' : 'throttled');
			}
		};
		for (let each = 0; each < concurrency; each++) void lane();
		await settled();
		while (this.nowMs < untilMs) {
			this.due.sort((one, other) => one.atMs - other.atMs);
			const next = this.due.shift();
			if (next === undefined) throw new Error('Nobody asks any more.');
			this.nowMs = next.atMs;
			next.happen();
			await settled();
		}
		participant.leave();
	}

	/** @returns false where it is throttled. */
	private async answer(): Promise<boolean> {
		const throttled = this.underWay >= this.limit;
		if (!throttled) this.underWay++;
		await new Promise<void>((resolve) => this.due.push({ atMs: this.nowMs + this.latencyMs(), happen: resolve }));
		if (!throttled) this.underWay--;
		this.endings.push({ atMs: this.nowMs, throttled });
		return !throttled;
	}

	/** Never twice the same in a row, and the same in every run. */
	private latencyMs(): number {
		return meanLatencyMs * (0.7 + (0.6 * ((this.requests++ * 37) % 101)) / 100);
	}
}

const meanLatencyMs = 50;

const settled = async () => {
	for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

/** Of the requests that ended between two moments. */
function shareThrottled({ endings }: Provider, fromMs: number): number {
	const after = endings.filter(({ atMs }) => atMs >= fromMs);
	return after.filter(({ throttled }) => throttled).length / after.length;
}

function answeredASecond({ endings, nowMs }: Provider, fromMs: number): number {
	return endings.filter(({ atMs, throttled }) => atMs >= fromMs && !throttled).length / ((nowMs - fromMs) / 1000);
}

const limiterOf = (provider: Provider) =>
	new AccountLimiter({ nowMs: () => provider.nowMs, sleep: async () => undefined });

const bestASecond = (limit: number) => (limit * 1000) / meanLatencyMs;

describe('at a provider that throttles above a limit of its own', () => {
	it.each([
		[1, 10],
		[3, 10],
		[7, 10],
		[9, 10],
		[20, 50],
		[20, 100],
		[60, 100],
		[90, 200],
	])('of %i requests, %i allowed: is soon as fast as it may be, and hardly throttled', async (limit, allowed) => {
		const provider = new Provider(limit);
		await provider.serve(limiterOf(provider), allowed, 60_000);
		expect(shareThrottled(provider, 1_000)).toBeLessThan(0.02);
		expect(answeredASecond(provider, 1_000) / bestASecond(limit)).toBeGreaterThan(0.8);
	});

	it('finds a limit that was raised', async () => {
		const provider = new Provider(5);
		const limiter = limiterOf(provider);
		await provider.serve(limiter, 40, 10_000);
		provider.limit = 40;
		await provider.serve(limiter, 40, 40_000);
		expect(answeredASecond(provider, 30_000) / bestASecond(40)).toBeGreaterThan(0.8);
	});

	it('finds a limit that was lowered', async () => {
		const provider = new Provider(40);
		const limiter = limiterOf(provider);
		await provider.serve(limiter, 50, 10_000);
		provider.limit = 5;
		await provider.serve(limiter, 50, 40_000);
		expect(shareThrottled(provider, 12_000)).toBeLessThan(0.02);
		expect(answeredASecond(provider, 12_000) / bestASecond(5)).toBeGreaterThan(0.8);
	});
});
