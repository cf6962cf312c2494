/** Runs whole workflows on n8n's own engine, without n8n's server, database and editor: for tests, the demo and benchmarks. */

export { contentOf, fileOf, keepFilesOnDisk } from './files';
export { protectAgainstSsrf, type SsrfProtection } from './environment';
export { loadPackage, type LoadedPackage } from './loadPackage';
export { startNodeType } from './nodeTypes';
export { callAsTool, chain, type ChainedNode } from './shortWorkflows';
export type { StoredCredential, StoredCredentials } from './credentials';
export type { LogLine } from './logs';
export type { RunOptions, WorkflowRun, WorkflowToRun } from './runWorkflow';
