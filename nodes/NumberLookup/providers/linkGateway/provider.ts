/** LINK Mobility's API Gateway: one number a request, JSON over HTTPS, OAuth2 client credentials. */

import type { Provider } from '../provider';
import { openLinkGateway } from './account';
import { linkGatewayFacts } from './facts';

export const linkGateway: Provider = { facts: linkGatewayFacts, open: openLinkGateway };
