/** Whatever Redis, or something in its place, says to the node: no part of its credential's secrets is shown. */

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { tracesOf } from '../tracesOf';
import { closeServers, streamServer } from '../transport/loopback';
import { workflowBench } from './harness';

const bench = workflowBench();

/** They read differently in every encoding. */
const password = 'canary/ü &4711';
const hashingSecret = '8mD!tLw2#hYc/ö&Q';
const managedPassword = Array.from({ length: 45 }, (_, index) => (7919 * (index + 1000)).toString(36).slice(-4)).join(
	'',
);
const phones = ['+447788450450', '+46708100100', 'nobody'];
const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const credential = (changes: object) => ({ host: '127.0.0.1', port: 1, password, hashingSecret, ...changes });

/** Looks up with answers kept and limits shared in Redis, then forgets, and tests the credential. */
async function allThatIsShown(changes: object): Promise<unknown[]> {
	const data = credential(changes);
	const wishes = {
		phones,
		credentials: { ...bench.credentials(), Redis: { type: 'numberLookupRedisApi', data } },
		options: { reuseAnswers: { answers: {} }, answerStore: 'redis', hashNumbers: true, includeRaw: true },
	};
	return await Promise.all([
		bench.n8n.testCredential({ type: 'numberLookupRedisApi', data }),
		...onErrors.map(async (onError) => (await bench.lookUp({ ...wishes, settings: { onError } })).run),
		bench.lookUp({ ...wishes, parameters: { operation: 'forget' } }).then(({ run }) => run),
	]);
}

afterEach(closeServers);

const tracesIn = (shown: unknown) => [password, hashingSecret].flatMap((secret) => tracesOf(secret, shown));

describe('the secrets of a Redis credential are shown nowhere', () => {
	let redis: Redis;

	beforeAll(async () => {
		const settings = tellsNoUptime.map((setting) => (setting === 'nopass' ? `>${password}` : setting));
		redis = await startRedis(settings);
	}, 120_000);
	afterAll(async () => await redis.stop());

	it('when all goes well', async () => {
		const shown = await allThatIsShown({ port: redis.port });
		expect(shown[0]).toMatchObject({ status: 'OK' });
		expect(tracesIn(shown)).toEqual([]);
	});

	it.each([
		['the password is wrong', { password: `${password}!` }],
		['the user is unknown', { username: 'somebody' }],
		['the database is not there', { database: 99 }],
	])('when %s', async (_case, changes) => {
		expect(tracesIn(await allThatIsShown({ port: redis.port, ...changes }))).toEqual([]);
	});

	it('when nobody listens', async () => {
		expect(tracesIn(await allThatIsShown({}))).toEqual([]);
	});

	it.each([
		['a short password', password],
		// Redis repeats no more than 128 bytes.
		['a password that it cuts off', managedPassword],
		['a password of several lines', `${password}\n${password}`],
	])('when Redis has no command AUTH and repeats what it was sent: %s', async (_case, longer) => {
		const open = await startRedis(['--rename-command', 'AUTH', '']);
		const shown = await allThatIsShown({ port: open.port, password: longer });
		await open.stop();
		expect(shown[0]).toMatchObject({ message: expect.stringContaining('Leave Username and Password empty') });
		expect(JSON.stringify(shown).includes('unknown command')).toBe(true);
		expect([...tracesIn(shown), ...tracesOf(longer, shown)]).toEqual([]);
	});

	it.each(['ERR unknown command: ', 'NOPERM ', 'WRONGPASS '])(
		'when something answers "%s" and what it was sent',
		async (words) => {
			const { port } = await streamServer((socket) =>
				socket.on('data', (sent) => {
					for (const command of sent.toString().split('*').slice(1)) {
						socket.write(`-${words}${command.replaceAll('\r\n', ' ')}\r\n`);
					}
				}),
			);
			const shown = await allThatIsShown({ port });
			expect(JSON.stringify(shown).includes('***')).toBe(true);
			expect(tracesIn(shown)).toEqual([]);
		},
	);
});
