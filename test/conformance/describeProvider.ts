/** The one suite that every provider passes: the engine asks a local server that speaks the provider's protocol. */

import { describeAccountFailures } from './accountFailures';
import { describeAnswerSources } from './answerSources';
import { describeKeptAnswers } from './keptAnswers';
import { describeLimits } from './limits';
import { describeLists } from './lists';
import { describeOutcomes } from './outcomes';
import { describeRetries } from './retries';
import { type Rig, rigFor } from './rig';
import { describeStop } from './stop';
import type { Subject } from './subject';
import { describeTimeouts } from './timeouts';

/** @param alone adds the tests of what only this provider has. */
export function describeProvider(subject: Subject, alone?: (rig: Rig) => void): void {
	describe(subject.name, () => {
		describeOutcomes(subject);
		describeLists(subject);
		describeLimits(subject);
		describeRetries(subject);
		describeTimeouts(subject);
		describeAccountFailures(subject);
		describeKeptAnswers(subject);
		describeAnswerSources(subject);
		describeStop(subject);
		// Jest takes no `describe` with a rig and without tests.
		if (alone !== undefined) describe('by itself', () => alone(rigFor(subject)));
	});
}
