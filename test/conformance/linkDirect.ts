import { linkOutcomes } from './linkOutcomes';
import type { Subject } from './subject';

/** LINK's direct connection, as far as TCP and UDP are alike. */
export const linkDirect: Omit<Subject, 'name' | 'transport' | 'concurrency'> = {
	provider: 'linkDirect',
	credential: {},
	numbersPerRequest: 1,
	hardConcurrency: false,
	okCode: () => '',
	outcomes: {
		...linkOutcomes,
		'9101': { attempts: 2 },
		'9102': { billed: 2, attempts: 2 },
		'9103': { status: 'no_response', code: 'ETIMEDOUT', billed: 0 },
		'9109': { billed: 2, attempts: 2 },
		'9111': { attempts: 2 },
		'9112': { billed: 2, attempts: 2 },
		'9114': { status: 'no_response', code: 'ETIMEDOUT' },
	},
	landline: 'ok',
	refusals: {
		wrongPassword: { atSignIn: 'refused', midway: 'refused' },
		addressNotAllowed: { atSignIn: 'unreachable', midway: null },
		noCredit: { atSignIn: 'refused', midway: 'refused' },
		locked: { atSignIn: 'refused', midway: 'refused' },
	},
};
