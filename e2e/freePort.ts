import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const host = '127.0.0.1';

/** @returns a port of 127.0.0.1 where nobody listens at the moment. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, host);
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
	return address.port;
}

/**
 * @returns whether somebody listens at the port. Asked by connecting, as some systems let a second program listen at 127.0.0.1
 *   beside one that listens at all addresses.
 */
export async function isTaken(port: number): Promise<boolean> {
	const socket = connect({ port, host });
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
