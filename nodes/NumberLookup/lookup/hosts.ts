/** An account's hosts: which one is asked next, and whether anybody is there at all. */

/** So many requests in a row without an answer, and none ever answered: nobody is there. */
const unheardRequestsThatProveSilence = 10;

interface Host {
	name: string;
	everHeard: boolean;
	unheardInARow: number;
	/** No connection could be had when it was last tried. */
	refused: boolean;
}

export class Hosts {
	private current = 0;
	private readonly hosts: readonly Host[];

	/** @param names as shown to users; at least one. */
	constructor(names: readonly string[]) {
		this.hosts = names.map((name) => ({ name, everHeard: false, unheardInARow: 0, refused: false }));
	}

	/** @returns the index of the host that a request goes to, other than these; null where there is no other. */
	next(refusing: ReadonlySet<number>): number | null {
		if (!refusing.has(this.current)) return this.current;
		return [...this.hosts.keys()].find((index) => !refusing.has(index)) ?? null;
	}

	/** To be called for each request that was sent to the host, and each that could not be. */
	note(index: number, how: 'heard' | 'unheard' | 'refused'): void {
		const host = this.hosts[index];
		if (host === undefined) return;
		host.refused = how === 'refused';
		if (how === 'heard') host.everHeard = true;
		if (how === 'unheard') host.unheardInARow++;
	}

	/**
	 * Hosts alternate on failures, but none is gone back to that is silent, unless the others are no better. Of requests that
	 * failed together, only the first moves on.
	 */
	leave(index: number): void {
		if (this.current !== index) return;
		const hosts = [...this.hosts.entries()];
		const [left, ...others] = [...hosts.slice(index), ...hosts.slice(0, index)];
		const better =
			others.find(([, host]) => !isSilent(host)) ?? (left !== undefined && isGone(left[1]) ? others[0] : left);
		this.current = better?.[0] ?? index;
	}

	/** Each host was tried, and none has ever answered. */
	get allGone(): boolean {
		return this.hosts.every(isGone);
	}

	/** Where all are gone: how that was found out, one sentence without its full stop. */
	get silence(): string {
		const silent = this.hosts.filter(isSilent).map(({ name }) => name);
		const refusing = this.hosts.filter((host) => !isSilent(host)).map(({ name }) => name);
		const unanswered = `${unheardRequestsThatProveSilence} requests in a row to ${silent.join(' and to ')} got no answer`;
		return refusing.length === 0 ? unanswered : `${unanswered}, and ${refusing.join(' and ')} took no connection`;
	}
}

function isSilent({ everHeard, unheardInARow }: Host): boolean {
	return !everHeard && unheardInARow >= unheardRequestsThatProveSilence;
}

function isGone(host: Host): boolean {
	return isSilent(host) || (!host.everHeard && host.refused);
}
