/** Types of lines, as libphonenumber tells them apart. */

export const lineTypes = [
	'mobile',
	'fixed',
	'fixed_or_mobile',
	'voip',
	'toll_free',
	'premium',
	'shared_cost',
	'personal',
	'pager',
	'uan',
	'voicemail',
] as const;

export type LineType = (typeof lineTypes)[number];
