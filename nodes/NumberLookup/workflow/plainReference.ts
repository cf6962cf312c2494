/**
 * Expressions that just name a field of the item, such as `={{ $json.phone }}`. n8n's evaluation of one costs more than a
 * whole bare lookup, so these are read from the item directly. Pure.
 */

/** `.name` or `["name"]`, without escapes. */
const step = /\.([A-Za-z_]\w*)|\["([^"\\{}\r\n]+)"\]|\['([^'\\{}\r\n]+)'\]/;
const reference = new RegExp(`^=\\{\\{\\s*\\$json((?:${step.source})+)\\s*\\}\\}$`);

/** @returns the names from the item down to the field; null for anything more complicated. */
export function pathOf(expression: string): readonly string[] | null {
	const [, steps] = reference.exec(expression) ?? [];
	if (steps === undefined) return null;
	return Array.from(steps.matchAll(new RegExp(step, 'g')), ([, name, doubleQuoted, quoted]) =>
		String(name ?? doubleQuoted ?? quoted),
	);
}

/**
 * @returns the field's text or number; null for all else: what is missing, inherited, a list, a date and so on, n8n
 *   evaluates by rules of its own.
 */
export function readPlainly(json: unknown, path: readonly string[]): string | number | null {
	let value = json;
	for (const name of path) {
		if (!isRecord(value) || !Object.hasOwn(value, name)) return null;
		value = value[name];
	}
	return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
