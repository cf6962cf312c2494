import { homedir } from 'node:os';
import { join } from 'node:path';

/** @returns the folder of what outlives a run and can be made again, as the XDG Base Directory Specification places it. */
export function cacheDirectory(): string {
	return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-number-lookup');
}
