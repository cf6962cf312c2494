/** The ports of a simulator by name. */

export type PortName =
	| 'sinch'
	| 'sinchBackup'
	| 'sinchTls'
	| 'sinchTlsBackup'
	| 'comcetera'
	| 'linkGateway'
	| 'linkTcp'
	| 'linkUdp'
	| 'horisen';

/** Which of a provider's hosts a port belongs to; only Sinch has a backup. */
export type Host = 'primary' | 'backup';

/** @returns what `make` gives for each port. */
export function byPort<T>(make: (name: PortName) => T): Readonly<Record<PortName, T>> {
	return {
		sinch: make('sinch'),
		sinchBackup: make('sinchBackup'),
		sinchTls: make('sinchTls'),
		sinchTlsBackup: make('sinchTlsBackup'),
		comcetera: make('comcetera'),
		linkGateway: make('linkGateway'),
		linkTcp: make('linkTcp'),
		linkUdp: make('linkUdp'),
		horisen: make('horisen'),
	};
}
