/** Comcetera NumberPortabilityLookup: batches over HTTP, answered line by line as a text stream. */

import type { Provider } from '../provider';
import { openComcetera } from './account';
import { comceteraFacts } from './facts';

export const comcetera: Provider = { facts: comceteraFacts, open: openComcetera };
