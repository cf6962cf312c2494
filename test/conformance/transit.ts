import type { ExpectedOutcomes } from './subject';

/** What goes wrong on the way at every provider that takes one number in a request over HTTP. */
export const inTransitOverHttp: ExpectedOutcomes = {
	'9075': { status: 'throttled', code: 'HTTP 429', billed: 0, attempts: 3 },
	'9079': { status: 'provider_error', code: 'HTTP 500', billed: 0, attempts: 3 },
	'9101': { attempts: 2 },
	'9102': { billed: 2, attempts: 2 },
	'9103': { status: 'no_response', code: 'ETIMEDOUT', billed: 0 },
	'9104': { attempts: 2 },
	'9105': { attempts: 2 },
	'9106': { attempts: 3 },
	'9107': { attempts: 2 },
	'9108': { status: 'provider_error', code: 'HTTP 200', billed: 0 },
	'9109': { billed: 2, attempts: 2 },
	'9114': { status: 'no_response', code: 'ETIMEDOUT' },
	'9119': { status: 'provider_error', code: 'HTTP 307', billed: 0 },
};
