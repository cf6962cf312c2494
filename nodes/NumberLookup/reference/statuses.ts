/** What a lookup can find out about a number. The names are public: workflows branch on them. */

/** `valid`: a network serves it. `unavailable`: it exists, but not now or not for SMS. `invalid`: no such subscriber or number. */
export type Verdict = 'valid' | 'unavailable' | 'invalid' | 'unknown';

interface StatusFacts {
	verdict: Verdict;
	/** One plain sentence a person can act on. */
	sentence: string;
}

const facts = {
	ok: { verdict: 'valid', sentence: 'A network serves this number.' },
	prefix_guess: {
		verdict: 'unknown',
		sentence: 'The network is a guess from the number’s prefix; the portability data could not be asked.',
	},
	unknown_subscriber: { verdict: 'invalid', sentence: 'The network knows no subscriber with this number.' },
	illegal_subscriber: {
		verdict: 'invalid',
		sentence: 'The network refuses this subscriber; treat the number as not in service.',
	},
	invalid_number: { verdict: 'invalid', sentence: 'This is not a phone number that any country can have.' },
	absent_subscriber: {
		verdict: 'unavailable',
		sentence: 'The handset is switched off or out of coverage; try again later.',
	},
	call_barred: { verdict: 'unavailable', sentence: 'The network bars this number from receiving.' },
	teleservice_not_provisioned: { verdict: 'unavailable', sentence: 'The subscription includes no SMS.' },
	facility_not_supported: {
		verdict: 'unavailable',
		sentence: 'The network where the handset is now cannot deliver SMS.',
	},
	not_mobile: {
		verdict: 'unknown',
		sentence: 'The numbering plan says this is not a mobile number, so a mobile network cannot tell whether it exists.',
	},
	unidentified_subscriber: { verdict: 'unknown', sentence: 'The network could not identify the subscriber.' },
	no_information: { verdict: 'unknown', sentence: 'The provider has no network for this number.' },
	network_failure: {
		verdict: 'unknown',
		sentence: 'The mobile network failed to answer the provider; try again later.',
	},
	no_response: { verdict: 'unknown', sentence: 'No answer came in time; try again later.' },
	unexpected_data: {
		verdict: 'unknown',
		sentence: 'The provider answered with a code that its documents do not explain.',
	},
	not_permitted: {
		verdict: 'unknown',
		sentence: 'Your account may not look up this number, country or lookup type; ask the provider to enable it.',
	},
	throttled: {
		verdict: 'unknown',
		sentence: 'The provider refused because too many requests were under way; lower Max Concurrency and try again.',
	},
	provider_error: {
		verdict: 'unknown',
		sentence: 'The provider failed or gave an unreadable answer; try again later.',
	},
	plausible: { verdict: 'unknown', sentence: 'The numbering plan allows this number; no provider was asked.' },
	not_looked_up: { verdict: 'unknown', sentence: 'No provider was asked about this number.' },
} as const satisfies Record<string, StatusFacts>;

export type Status = keyof typeof facts;

export function isStatus(name: unknown): name is Status {
	return typeof name === 'string' && Object.hasOwn(facts, name);
}

export const verdicts = ['valid', 'unavailable', 'invalid', 'unknown'] as const satisfies readonly Verdict[];

/** @returns the one verdict that a status stands for. */
export function verdictOf(status: Status): Verdict {
	return facts[status].verdict;
}

/** @returns the plain sentence shown as `statusMessage` where the provider adds nothing of its own. */
export function sentenceOf(status: Status): string {
	return facts[status].sentence;
}
