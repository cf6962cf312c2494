import { AskAhead } from '../../nodes/NumberLookup/list/askAhead';
import type { Outcome } from '../../nodes/NumberLookup/lookup/outcome';
import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import type { ParsedNumber } from '../../nodes/NumberLookup/lookup/parsedNumber';

function number(index: number): ParsedNumber {
	const reading = readNumber(`+4477${String(10_000_000 + index)}`, null);
	if (!reading.ok) throw new Error(reading.reason);
	return reading.number.facts();
}

const outcome: Outcome = { finding: null, attempts: 1, askedHere: false };

/** Questions are answered one by one, when the test says so. */
function bench() {
	const questions: Array<{ size: number; answer: () => void; fail: () => void }> = [];
	const settled: string[] = [];
	const asking = new AskAhead<string>(
		async (numbers) =>
			await new Promise<Outcome[]>((resolve, reject) => {
				questions.push({
					size: numbers.length,
					answer: () => resolve(numbers.map(() => outcome)),
					fail: () => reject(new Error('out of order')),
				});
			}),
		(_number, _outcome, owner) => settled.push(owner),
	);
	return { asking, questions, settled };
}

/** Lets everything happen that can. */
const soon = async () => await new Promise(setImmediate);

describe('asking ahead', () => {
	it('asks in questions of two thousand, two at once, and lets whoever adds more wait', async () => {
		const { asking, questions } = bench();
		let added = 0;
		const adding = (async () => {
			for (; added < 7_000; added++) await asking.add(number(added), '');
		})();
		await soon();
		expect(questions.map(({ size }) => size)).toEqual([2_000, 2_000]);
		expect(added).toBe(5_999);
		questions[0]?.answer();
		await adding;
		expect(questions.map(({ size }) => size)).toEqual([2_000, 2_000, 2_000]);
	});

	it('settles a question after those before it, in whatever order they are answered', async () => {
		const { asking, questions, settled } = bench();
		for (let index = 0; index < 4_000; index++) await asking.add(number(index), `${Math.floor(index / 2_000)}`);
		expect(asking.lastQuestion).toBe(1);
		questions[1]?.answer();
		await soon();
		expect(asking.isSettled(1)).toBe(false);
		questions[0]?.answer();
		await asking.settlementOf(1);
		expect(asking.isSettled(0) && asking.isSettled(1)).toBe(true);
		expect(settled).toHaveLength(4_000);
	});

	it('asks a question that is not full where somebody waits for it', async () => {
		const { asking, questions, settled } = bench();
		expect(asking.lastQuestion).toBe(-1);
		expect(asking.isSettled(-1)).toBe(true);
		await asking.add(number(1), 'one');
		expect(asking.lastQuestion).toBe(0);
		const waiting = asking.settlementOf(0);
		await soon();
		questions[0]?.answer();
		await waiting;
		expect(settled).toEqual(['one']);
		await asking.settlementOf(-1);
	});

	it('tells whoever waits of a question that failed, and nobody else', async () => {
		const { asking, questions } = bench();
		await asking.add(number(1), '');
		const waiting = expect(asking.settlementOf(0)).rejects.toThrow('out of order');
		await soon();
		questions[0]?.fail();
		await waiting;
		await asking.allSettled();
	});

	it('drops what nobody asked yet', async () => {
		const { asking, questions } = bench();
		await asking.add(number(1), '');
		expect(asking.drop()).toMatchObject([{ msisdn: '447710000001' }]);
		await asking.settlementOf(asking.lastQuestion);
		expect(questions).toEqual([]);
	});
});
