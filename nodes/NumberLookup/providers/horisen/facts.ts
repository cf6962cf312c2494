import type { ProviderFacts } from '../provider';

export const horisenFacts = {
	id: 'horisen',
	displayName: 'HORISEN MNP',
	description: 'Number portability; HORISEN must first allow the IP address of your n8n',
	credentialType: 'horisenMnpApi',
	understands: ['referenceId'],
} as const satisfies ProviderFacts;
