/** Sinch (formerly CLX) Number Lookup over HTTP: one number a request, basic authentication, one line of text back. */

import type { Provider } from '../provider';
import { openSinch } from './account';
import { sinchFacts } from './facts';

export const sinch: Provider = { facts: sinchFacts, open: openSinch };
