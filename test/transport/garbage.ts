import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { z } from 'zod';

/** Frees all that nothing refers to any more; what a `WeakRef` was made of stays until the running job is over. */
export async function collectGarbage(): Promise<void> {
	await setImmediate();
	setFlagsFromString('--expose-gc');
	z.function(z.tuple([]), z.unknown()).parse(runInNewContext('gc'))();
}
