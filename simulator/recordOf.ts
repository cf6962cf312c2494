/** Records over a fixed set of names, whole by construction. */

/** @returns what `make` gives for each name. */
export function recordOf<Name extends string, Value>(
	names: readonly Name[],
	make: (name: Name) => Value,
): Record<Name, Value> {
	const made: Partial<Record<Name, Value>> = {};
	for (const name of names) made[name] = make(name);
	if (!isWhole(made, names)) throw new RangeError('A name is missing.');
	return made;
}

function isWhole<Name extends string, Value>(
	record: Partial<Record<Name, Value>>,
	names: readonly Name[],
): record is Record<Name, Value> {
	return names.every((name) => Object.hasOwn(record, name));
}
