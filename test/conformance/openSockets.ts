/** @returns this process's open sockets, the simulator's and the client's; listening ones for connections are not counted. */
export function openSockets(): number {
	return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'UDPWrap').length;
}
