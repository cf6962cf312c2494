/** Bare undici without n8n: what can be reached at all. Reads each answer to its end, and makes nothing of it. */

import { Pool } from 'undici';

import { demoName, demoPassword } from '../../simulator/accounts';
import type { Contender } from './contender';
import { inLanes } from './lanes';

const basicSignIn = `Basic ${Buffer.from(`${demoName}:${demoPassword}`).toString('base64')}`;

export function bareSinch(port: number, concurrency: number): Contender {
	return {
		name: 'bare undici',
		prepare: (msisdns) => async () => {
			const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency });
			await inLanes(msisdns, concurrency, async (msisdn) => {
				const { body } = await pool.request({
					method: 'GET',
					path: `/lookup?msisdn=${msisdn}`,
					headers: { authorization: basicSignIn },
				});
				mustBegin('result=', await body.text());
			});
			await pool.close();
		},
	};
}

const numbersPerRequest = 1000;

export function bareComcetera(port: number): Contender {
	return {
		name: 'bare undici',
		prepare: (msisdns) => async () => {
			const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 1 });
			const signIn = new URLSearchParams({ user: demoName, pass: demoPassword, apiver: '2.4' }).toString();
			for (let first = 0; first < msisdns.length; first += numbersPerRequest) {
				const batch = msisdns.slice(first, first + numbersPerRequest);
				const { body } = await pool.request({
					method: 'POST',
					path: '/npl',
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: `${signIn}&msisdn=${batch.join(',')}`,
				});
				mustBegin('QUERYOK', await body.text());
			}
			await pool.close();
		},
	};
}

function mustBegin(beginning: string, answer: string): void {
	if (!answer.startsWith(beginning)) throw new Error(`The simulator answered: ${answer.slice(0, 100)}`);
}
