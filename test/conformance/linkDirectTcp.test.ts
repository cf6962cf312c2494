import { describeProvider } from './describeProvider';
import { linkDirect } from './linkDirect';
import { describeLinkAnswers } from './linkAnswers';

describeProvider(
	{
		...linkDirect,
		name: 'LINK Direct over TCP',
		credential: { transport: 'tcp' },
		transport: 'tcp',
		concurrency: 10,
		outcomes: {
			...linkDirect.outcomes,
			// Who is not on the allow-list gets no answer at all.
			'9081': { status: 'no_response', code: 'ECONNRESET', billed: 0, attempts: 3 },
		},
	},
	describeLinkAnswers,
);
