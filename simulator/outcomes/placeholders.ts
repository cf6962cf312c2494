/** Fills the outcome table's texts with the facts of a subscriber. */

import type { CountryCode } from 'libphonenumber-js';
import { getCountryCallingCode } from 'libphonenumber-js/max';
import { networksOf, testNetwork } from '../subscribers/networks';
import { mscOf, type Subscriber } from '../subscribers/subscribers';

/**
 * @param template may hold `{mcc}`, `{mnc}`, `{msc}`, `{imsi}` of the subscriber, `{home}` (the calling code), and the same
 *   of where a roaming handset is: `{awayMcc}`, `{awayMnc}`, `{awayMsc}`, `{away}`.
 */
export function fill(template: string, subscriber: Subscriber): string {
	if (!template.includes('{')) return template;
	const country: CountryCode = subscriber.country === 'DE' ? 'SE' : 'DE';
	const away = getCountryCallingCode(country);
	const awayNetwork = networksOf(country)[0] ?? testNetwork;
	const values: Readonly<Record<string, string>> = {
		mcc: subscriber.network.mcc,
		mnc: subscriber.network.mnc,
		msc: subscriber.msc,
		imsi: subscriber.imsi,
		home: subscriber.callingCode,
		away,
		awayMcc: awayNetwork.mcc,
		awayMnc: awayNetwork.mnc,
		awayMsc: mscOf(away, awayNetwork),
	};
	return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
