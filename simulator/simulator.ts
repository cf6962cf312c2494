/** Local servers that speak the providers' protocols, with a ledger of what they would bill and faults on demand. */

import { setTimeout } from 'node:timers/promises';

import { credentialFor, type CredentialData } from './credentials';
import { listenersOf } from './listeners';
import { outcomeOf } from './outcomes/outcomes';
import type { Host } from './provider';
import { byPort, type PortName, type ProviderId } from './providers';
import type { Listener } from './sockets/listener';
import { selfSignedCertificate } from './tls/certificate';
import { newWorld, type World } from './world';

export interface SimulatorOptions {
	/** Milliseconds between a request and its answer; default 0. */
	latencyMs?: number;
	/** Default: the system chooses. */
	ports?: Partial<Record<PortName, number>>;
}

export interface Simulator extends Omit<World, 'traffic'> {
	readonly ports: Readonly<Record<PortName, number>>;
	/** PEM; a client must trust it to use Sinch's TLS ports. */
	readonly tlsCertificate: string;
	/** @returns credential data as n8n stores it: this simulator and the account `demo`, unless overridden field by field. */
	credential(provider: ProviderId, overrides?: CredentialData): CredentialData;
	/** Takes a provider off line (connections break, new ones are refused) or puts it on line again; without a host, all its hosts. */
	setOnline(provider: ProviderId, online: boolean, host?: Host): Promise<void>;
	/** Closes every socket. */
	stop(): Promise<void>;
}

/** Starts all servers on 127.0.0.1. Rejects, with none left running, where a port is taken. */
export async function startSimulator({ latencyMs = 0, ports = {} }: SimulatorOptions = {}): Promise<Simulator> {
	const world = newWorld(latencyMs, (msisdn) => outcomeOf(msisdn)?.spoils ?? {});
	const certificate = await selfSignedCertificate(Date.now());
	const listeners = listenersOf(world, certificate, ports);
	const all = Object.values(listeners);
	const stop = async () => void (await Promise.all(all.map((listener) => listener.close())));
	try {
		for (const listener of all) await listener.open();
	} catch (cause) {
		await stop();
		throw cause;
	}
	const openPorts = byPort((name) => listeners[name].port());
	return Object.assign(world, {
		ports: openPorts,
		tlsCertificate: certificate.certificate,
		credential: (provider: ProviderId, overrides: CredentialData = {}) => credentialFor(provider, openPorts, overrides),
		async setOnline(provider: ProviderId, online: boolean, host?: Host) {
			for (const listener of all) {
				if (listener.provider !== provider || (host !== undefined && listener.host !== host)) continue;
				await (online ? openAgain(listener) : listener.close());
			}
		},
		stop,
	});
}

/** Off line, a listener's port is anybody's; a client's socket, to which the system may give it, is soon closed. */
async function openAgain(listener: Listener): Promise<void> {
	const untilMs = performance.now() + longestTakenMs;
	for (;;) {
		try {
			await listener.open();
			return;
		} catch (error) {
			if (!isTaken(error) || performance.now() > untilMs) throw error;
			await setTimeout(betweenTriesMs);
		}
	}
}

const longestTakenMs = 30_000;
const betweenTriesMs = 50;

/** Not by `instanceof`: the tests' sandbox has an `Error` of its own. */
function isTaken(error: unknown): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
