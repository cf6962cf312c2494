/** HORISEN MNP over HTTP: one number a request, sign-in in the query, one line of text or JSON back. */

import type { Provider } from '../provider';
import { openHorisen } from './account';
import { horisenFacts } from './facts';

export const horisen: Provider = { facts: horisenFacts, open: openHorisen };
