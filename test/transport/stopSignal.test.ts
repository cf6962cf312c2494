import { onStop } from '../../nodes/NumberLookup/transport/stopSignal';

describe('the user’s Stop', () => {
	it('reaches every call once, and through one listener', () => {
		const controller = new AbortController();
		const listen = jest.spyOn(controller.signal, 'addEventListener');
		const calls: number[] = [];
		for (let index = 0; index < 3; index += 1) onStop(controller.signal, () => calls.push(index));
		controller.abort();
		expect(calls).toEqual([0, 1, 2]);
		expect(listen).toHaveBeenCalledTimes(1);
	});

	it('does not reach a call that was cancelled, before or during it', () => {
		const controller = new AbortController();
		const calls: string[] = [];
		const cancels = [onStop(controller.signal, () => calls.push('cancelled before'))];
		cancels.forEach((cancel) => cancel());
		onStop(controller.signal, () => {
			calls.push('first');
			cancels.forEach((cancel) => cancel());
		});
		cancels.push(onStop(controller.signal, () => calls.push('cancelled during')));
		controller.abort();
		expect(calls).toEqual(['first']);
	});

	it('keeps signals apart', () => {
		const [first, second] = [new AbortController(), new AbortController()];
		const calls: string[] = [];
		onStop(first.signal, () => calls.push('first'));
		onStop(second.signal, () => calls.push('second'));
		second.abort();
		expect(calls).toEqual(['second']);
	});
});
