/** LINK Mobility's direct connection: one number a request, JSON over a TCP connection or a UDP datagram of its own. */

import type { Provider } from '../provider';
import { openLinkDirect } from './account';
import { linkDirectFacts } from './facts';

export const linkDirect: Provider = { facts: linkDirectFacts, open: openLinkDirect };
