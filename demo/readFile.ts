/** Files that the person at the command line names. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const systemErrorSchema = z.object({ code: z.string() });

/** @throws Error in a sentence that names the file. */
export function readFile(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		const { code } = systemErrorSchema.parse(error);
		throw new Error(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
	}
}
