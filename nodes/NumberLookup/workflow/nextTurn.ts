/** The event loop's next turn: soon, but after whatever has happened by now. A message to oneself, because n8n forbids timers. */

const waiting: Array<() => void> = [];
let channels: MessageChannel[] = [];

/**
 * Resolves on the next turn, or now and then on the one after. All who wait share one message. Keeps no process alive.
 *
 * Two channels by turns: a port delivers up to a thousand messages before it lets the event loop go on, those included that whoever
 * takes one sends to it.
 */
export async function nextTurn(): Promise<void> {
	if (channels.length === 0) channels = [open(), open()];
	if (waiting.length === 0) {
		channels.reverse();
		channels[0]?.port1.postMessage(null);
	}
	await new Promise<void>((resolve) => waiting.push(resolve));
}

function open(): MessageChannel {
	const opened = new MessageChannel();
	const { port2 } = opened;
	port2.onmessage = () => {
		for (const resolve of waiting.splice(0)) resolve();
	};
	if (keepsProcessAlive(port2)) port2.unref();
	return opened;
}

/** As Node's ports do; their type here is a browser's, which knows no processes. */
function keepsProcessAlive(port: object): port is { unref(): void } {
	return 'unref' in port;
}
