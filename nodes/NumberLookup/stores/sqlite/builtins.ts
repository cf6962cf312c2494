/** Node's own SQLite, and the file system for the folder around its file: the one place that imports them. */

// A store that outlives n8n's process needs a file. n8n gives a node a folder for one (getStoragePath), but nothing to write in it
// row by row; a library would need an install script, which n8n does not run.
/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import * as fileSystem from 'node:fs/promises';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
/* eslint-enable @n8n/community-nodes/no-restricted-imports */

export { DatabaseSync, fileSystem, type StatementSync };
