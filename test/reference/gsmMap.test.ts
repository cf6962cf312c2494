import { gsmMapErrorName } from '../../nodes/NumberLookup/reference/gsmMap';

describe('GSM MAP user errors', () => {
	it.each([
		[1, 'unknownSubscriber'],
		[13, 'callBarred'],
		[27, 'absentSubscriber'],
		[29, null],
		[36, 'unexpectedDataValue'],
		[51, 'resourceLimitation'],
		[0, null],
		[999, null],
	])('%i is %s', (code, name) => {
		expect(gsmMapErrorName(code)).toBe(name);
	});
});
