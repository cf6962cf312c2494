/** Where Sinch answers: the published servers of each region, and servers that users name themselves. */

export type PublishedRegion = 'eu' | 'us' | 'au' | 'clxEu' | 'clxUs';

type Hosts = readonly [string, ...string[]];

/**
 * Primary servers first (Sinch Number Lookup, API reference); those of `clxEu` and `clxUs` have the older names (HTTP
 * Interface, How To Connect).
 */
const publishedServers: Readonly<Record<PublishedRegion, Hosts>> = {
	eu: ['eu3.httplookup.api.sinch.com', 'eu1.httplookup.api.sinch.com'],
	us: ['us1.httplookup.api.sinch.com', 'us7.httplookup.api.sinch.com', 'us3.httplookup.api.sinch.com'],
	au: ['au1-1.httplookup.api.sinch.com', 'au1-2.httplookup.api.sinch.com'],
	clxEu: ['http-eu3.clxcommunications.com', 'http-eu1.clxcommunications.com'],
	clxUs: ['http-us3.clxcommunications.com', 'http-us2.clxcommunications.com'],
};

const plainPort = 3700;
const tlsPort = 3701;

/** @returns `host:port` of the region's servers, the preferred first. */
export function publishedHosts(region: PublishedRegion, useTls: boolean): [string, ...string[]] {
	const port = useTls ? tlsPort : plainPort;
	const [preferred, ...others] = publishedServers[region];
	return [`${preferred}:${port}`, ...others.map((server) => `${server}:${port}`)];
}

/**
 * Reads a server that the user names.
 * @param text `host:port`, an IPv6 address in brackets.
 * @returns the same in the form it takes in an origin, or what is wrong with it.
 */
export function readServer(text: string): { server: string; mistake: null } | { server: null; mistake: string } {
	const mistaken = (mistake: string) => ({ server: null, mistake });
	if (text === '') return mistaken('The server is missing.');
	if (text.includes('/')) return mistaken('There is a scheme or a path in it.');
	const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:[\]@?#\\\s]+)(?::(.*))?$/.exec(text) ?? [];
	if (!URL.canParse(`http://${host}`)) return mistaken('This is no host.');
	if (port === '') return mistaken('The port is missing.');
	if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
		return mistaken('The port must be a number from 1 to 65535.');
	}
	return { server: `${new URL(`http://${host}`).hostname}:${Number(port)}`, mistake: null };
}
