/** What has to hold before a version may be published. Pure. */

/**
 * @param tag such as `v1.2.3`.
 * @param version as in package.json.
 * @param changelog the whole file, in the form of Keep a Changelog.
 * @returns what is wrong, one sentence each.
 */
export function releaseFaults(tag: string, version: string, changelog: string): string[] {
	const heading = `## [${version}] - `;
	return [
		...(tag === `v${version}` ? [] : [`The tag is ${tag}, but package.json says ${version}.`]),
		...(changelog.split('\n').some((line) => line.startsWith(heading))
			? []
			: [`CHANGELOG.md has no heading "## [${version}] - <date>".`]),
	];
}
