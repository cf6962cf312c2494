/** The demo as its own process, with the simulator for the real providers: nothing but the node keeps the demo running. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { startSimulator, type Simulator } from '../../simulator/simulator';
import { folder, write } from './folder';

const root = path.join(__dirname, '../..');

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.stop());

interface Ending {
	exitCode: unknown;
	printed: string;
	complaints: string;
}

async function demo(...options: string[]): Promise<Ending> {
	const started = ['--import', 'tsx', 'demo/main.ts', '--out', folder, ...options];
	const child = spawn(process.execPath, started, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	const [[exitCode], printed, complaints] = await Promise.all([
		once(child, 'exit'),
		text(child.stdout),
		text(child.stderr),
	]);
	return { exitCode, printed, complaints };
}

const listOf = (...phones: string[]) => write('numbers.csv', ['phone', ...phones, ''].join('\n'));

const credentials = (data: Record<string, unknown>) => write('credentials.json', JSON.stringify(data));

describe('the demo at a real provider', () => {
	it('waits between tries, and ends with table and file', async () => {
		const list = listOf('+447788450450', '+447788459101', '+447788459105');
		const file = credentials({ sinch: simulator.credential('sinch') });
		const { exitCode, printed, complaints } = await demo('--file', list, '--credentials', file);
		expect(complaints).toBe('');
		expect(printed).toContain('3 rows | 3 distinct numbers | 3 valid');
		const [header = '', ...rows] = readFileSync(path.join(folder, 'sinch.csv'), 'utf8').trim().split('\n');
		const attempts = header.split(',').indexOf('lookup_attempts');
		expect(rows.map((row) => row.split(',')[attempts])).toEqual(['1', '2', '2']);
		expect(exitCode).toBe(0);
	});

	it('tells a refused account in sentences, and goes on with the next provider', async () => {
		const file = credentials({
			sinch: simulator.credential('sinch', { username: 'no-credit' }),
			horisen: simulator.credential('horisen'),
		});
		const { exitCode, printed, complaints } = await demo('--file', listOf('+447788450450'), '--credentials', file);
		expect(complaints).toMatch(/^\S.*\bSinch\b.*\.\n(\S.*\.\n)?$/);
		expect(printed).toContain('1 rows | 1 distinct numbers | 1 valid');
		expect(exitCode).toBe(1);
	});
});

describe('the demo at the simulator', () => {
	it('prints the bill of a list whose numbers are not all billed once', async () => {
		const list = listOf('+447788450450', '+447788459072');
		const { exitCode, printed, complaints } = await demo('--file', list, '--provider', 'horisen');
		expect(complaints).toBe('');
		expect(printed).toMatch(/2 rows \| 2 distinct numbers \| \d requests \| 1 lookups billed/);
		expect(exitCode).toBe(0);
	});
});
