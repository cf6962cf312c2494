/** The providers by the names that the node gives them, so that tests can pair the two. The only thing that the simulator takes from the node. */

export type { ProviderId } from '../nodes/NumberLookup/providers/registry';
