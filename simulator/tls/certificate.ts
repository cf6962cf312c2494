/** A self-signed certificate made anew at every start, so that the repository holds no private key. */

import { randomUUID } from 'node:crypto';

import { generate } from 'selfsigned';

export interface Certificate {
	/** PEM; a client that trusts it trusts this simulator. */
	certificate: string;
	/** PEM, PKCS #8. */
	privateKey: string;
}

const dayMs = 86_400_000;
/** What the entries of a subject's alternative names are (RFC 5280, 4.2.1.6). */
const [dnsName, ipAddress] = [2, 7] as const;

/** @returns a certificate for `localhost` and 127.0.0.1, valid from yesterday (clocks differ) for thirty days. */
export async function selfSignedCertificate(nowMs: number): Promise<Certificate> {
	// A client that trusts two of the same name would try the wrong one.
	const name = `Simulator ${randomUUID()}`;
	const made = await generate([{ name: 'commonName', value: name }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(nowMs - dayMs),
		notAfterDate: new Date(nowMs + 30 * dayMs),
		extensions: [
			// It may be trusted as its own authority.
			{ name: 'basicConstraints', cA: true, critical: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: dnsName, value: 'localhost' },
					{ type: ipAddress, ip: '127.0.0.1' },
				],
			},
		],
	});
	return { certificate: made.cert, privateKey: made.private };
}
