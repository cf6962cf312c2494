/** What a result's field is called where its name is taken. */

export function beside(name: string): string {
	return `lookup_${name}`;
}

/** @returns the name, with `lookup_` in front as often as it takes to be free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
	return isTaken(name) ? freeName(beside(name), isTaken) : name;
}
