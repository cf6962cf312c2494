import { type SourceFile, sourceFile, sourceFilesIn } from './sourceFile';

const published = sourceFilesIn('nodes', 'credentials');

const durationWithoutUnit = /(timeout|delay|interval|duration|latency|lifetime|deadline|pause|wait|age)$/i;

function timesWithoutUnit(files: readonly SourceFile[]): string[] {
	return files.flatMap(({ path, numbers }) =>
		numbers.filter((name) => durationWithoutUnit.test(name)).map((name) => `${path}: ${name}`),
	);
}

describe('constants that hold a time', () => {
	it('tell its unit', () => {
		expect(published.flatMap(({ numbers }) => numbers)).toContain('probeTimeoutMs');
		expect(timesWithoutUnit(published)).toEqual([]);
	});

	it.each(['const retryDelay = 250;', 'const maxAge = 24 * 60 * 60;', 'class Queue { idleTimeout = 30_000; }'])(
		'would be found without one: %s',
		(text) => expect(timesWithoutUnit([sourceFile('a.ts', text)])).toHaveLength(1),
	);
});

describe('excuses from n8n’s lint', () => {
	it('are three: the sockets, and the file of kept answers', () => {
		const excused = published.filter(({ text }) => text.includes('eslint-disable'));
		const count = published.reduce((sum, { text }) => sum + text.split('eslint-disable').length - 1, 0);
		expect(excused.map(({ path }) => path).sort()).toEqual([
			'nodes/NumberLookup/stores/sqlite/builtins.ts',
			'nodes/NumberLookup/transport/tcp.ts',
			'nodes/NumberLookup/transport/udp.ts',
		]);
		expect(count).toBe(3);
	});
});
