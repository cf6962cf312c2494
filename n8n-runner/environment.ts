/**
 * What n8n-core reads from the environment: a user folder and a key of its own (without them it would write to ~/.n8n),
 * and no log output. Has to be imported before n8n-core.
 */

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const userFolders = join(__dirname, '../.cache/n8n-runner');

mkdirSync(userFolders, { recursive: true });
removeLeftovers();
/** A program that is to find again what an earlier one left names the folder. */
process.env.N8N_USER_FOLDER = process.env.N8N_RUNNER_USER_FOLDER ?? mkdtempSync(join(userFolders, `${process.pid}-`));
process.env.N8N_ENCRYPTION_KEY = 'n8n-runner-encryption-key';
process.env.N8N_LOG_LEVEL = 'silent';

/** Removes the folders of processes that have ended: in a jest worker no code runs at the end that could do it. */
function removeLeftovers(): void {
	for (const folder of readdirSync(userFolders)) {
		if (!isRunning(Number.parseInt(folder))) rmSync(join(userFolders, folder), { recursive: true, force: true });
	}
}

function isRunning(processId: number): boolean {
	try {
		return process.kill(processId, 0);
	} catch {
		return false;
	}
}

/** n8n's names: https://docs.n8n.io/hosting/configuration/environment-variables/ */
export interface SsrfProtection {
	/** Comma-separated CIDR ranges; the word `default` stands for n8n's own list of private ranges. */
	blockedIpRanges?: string;
	allowedIpRanges?: string;
	/** Comma-separated host names. */
	allowedHostnames?: string;
	blockedHostnames?: string;
}

/** Switches n8n's SSRF protection on for this process. n8n reads its settings once, so this has to come before the first package is loaded. */
export function protectAgainstSsrf(protection: SsrfProtection): void {
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
	process.env.N8N_SSRF_BLOCKED_IP_RANGES = protection.blockedIpRanges ?? 'default';
	process.env.N8N_SSRF_ALLOWED_IP_RANGES = protection.allowedIpRanges ?? '';
	process.env.N8N_SSRF_ALLOWED_HOSTNAMES = protection.allowedHostnames ?? '';
	process.env.N8N_SSRF_BLOCKED_HOSTNAMES = protection.blockedHostnames ?? '';
}
