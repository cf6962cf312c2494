import type { ProviderFacts } from '../providers/provider';

/** @returns the provider ids, and `chain`, for which a parameter that only some providers understand is shown. */
export function idsThatUnderstand(
	providers: readonly ProviderFacts[],
	parameter: ProviderFacts['understands'][number],
): string[] {
	return [...providers.filter(({ understands }) => understands.includes(parameter)).map(({ id }) => id), 'chain'];
}
