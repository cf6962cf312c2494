/** What one provider is to be asked, and where that is noted. */

import type { Account, TokenSource } from '../providers/provider';
import type { ParsedNumber } from './number';
import type { LookupOptions, Surroundings } from './options';
import type { Outcome, Totals } from './outcome';
import type { Budget } from './spending';

export interface StageTask {
	provider: string;
	account: Account;
	tokens: TokenSource | null;
	/** All distinct numbers; `pending` and `outcomes` go by their index. */
	numbers: readonly ParsedNumber[];
	pending: readonly number[];
	outcomes: readonly Outcome[];
	options: LookupOptions;
	totals: Totals;
	budget: Budget;
	surroundings: Surroundings;
}
