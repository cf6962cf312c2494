import { join } from 'node:path';

import { installOnce } from '../e2e/installOnce';
import { nameOf, versions } from './versions';

/** One after the other, so that npm's own cache serves what they share. */
export default async () => {
	for (const version of versions) {
		await installOnce(join(__dirname, version), nameOf(version), 'about a minute and 200 to 400 MB');
	}
};
