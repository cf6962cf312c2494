import { startN8n } from './n8n';
import { startSharedN8n } from './sharedN8n';

export default async () => await startSharedN8n(startN8n);
