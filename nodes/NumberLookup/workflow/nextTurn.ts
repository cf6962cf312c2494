/** The event loop's next turn: soon, but after whatever has happened by now. A message to oneself, because n8n forbids timers. */

const waiting: Array<() => void> = [];
let channel: MessageChannel | null = null;

/** Resolves on the next turn. All who wait share one message. Keeps no process alive. */
export async function nextTurn(): Promise<void> {
	channel ??= open();
	if (waiting.length === 0) channel.port1.postMessage(null);
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
