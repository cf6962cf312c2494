import { despiteOverruns } from '../../nodes/NumberLookup/workflow/busyMachine';

/** As n8n-workflow throws it where the machine was busy. */
const overrun = () => new Error('Regular expression execution timed out');

/** @returns a reading that fails with these errors in turn and then succeeds, and the number of its calls. */
function failing(...errors: Error[]) {
	const calls = { count: 0 };
	const read = async () => {
		const error = errors[calls.count++];
		if (error !== undefined) throw error;
		return 'credential';
	};
	return { read, calls };
}

describe('reading a credential on a busy machine', () => {
	it('is tried again where n8n ran out of time', async () => {
		const { read, calls } = failing(overrun(), overrun());
		await expect(despiteOverruns(read)).resolves.toBe('credential');
		expect(calls.count).toBe(3);
	});

	it('fails at once for any other reason', async () => {
		const { read, calls } = failing(new Error('Credentials not found'));
		await expect(despiteOverruns(read)).rejects.toThrow('Credentials not found');
		expect(calls.count).toBe(1);
	});

	it('fails in the end where it never succeeds', async () => {
		const { read, calls } = failing(...Array.from({ length: 9 }, overrun));
		await expect(despiteOverruns(read)).rejects.toThrow('timed out');
		expect(calls.count).toBe(5);
	});
});
