/** What a user of Redis must be allowed. */

/**
 * All commands that the node sends or its scripts run; with a Database other than 0, also SELECT. INFO, which tells of a restart, it can
 * do without. In alphabetical order.
 */
export const neededCommands = [
	'DEL',
	'EVAL',
	'EVALSHA',
	'EXISTS',
	'GET',
	'MGET',
	'PEXPIRE',
	'PING',
	'PTTL',
	'SCAN',
	'SET',
	'UNLINK',
] as const;
