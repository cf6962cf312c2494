/** A self-signed certificate made anew at every start, so that the repository holds no private key. */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
	bitString,
	boolean,
	integer,
	objectIdentifier,
	octetString,
	sequence,
	setOf,
	tagged,
	utcTime,
	utf8String,
} from './der';

export interface Certificate {
	/** PEM; a client that trusts it trusts this simulator. */
	certificate: string;
	/** PEM, PKCS #8. */
	privateKey: string;
}

const dayMs = 86_400_000;

const oid = {
	ecdsaWithSha256: '1.2.840.10045.4.3.2',
	commonName: '2.5.4.3',
	subjectAlternativeName: '2.5.29.17',
	basicConstraints: '2.5.29.19',
} as const;

/** @returns a certificate for `localhost` and 127.0.0.1, valid from yesterday (clocks differ) for thirty days. */
export function selfSignedCertificate(nowMs: number): Certificate {
	const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const algorithm = sequence(objectIdentifier(oid.ecdsaWithSha256));
	const name = sequence(setOf(sequence(objectIdentifier(oid.commonName), utf8String('Number lookup simulator'))));
	const toBeSigned = sequence(
		tagged(0, integer(Buffer.of(2)), 'constructed'),
		integer(serialNumber()),
		algorithm,
		name,
		sequence(utcTime(new Date(nowMs - dayMs)), utcTime(new Date(nowMs + 30 * dayMs))),
		name,
		keys.publicKey.export({ type: 'spki', format: 'der' }),
		tagged(3, extensions(), 'constructed'),
	);
	const signature = sign('sha256', toBeSigned, keys.privateKey);
	return {
		certificate: pem(sequence(toBeSigned, algorithm, bitString(signature))),
		privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

/** The top bit is cleared and the next one set: positive, and without a leading zero byte (RFC 5280, 4.1.2.2). */
function serialNumber(): Buffer {
	const bytes = randomBytes(16);
	bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
	return bytes;
}

/** RFC 5280, 4.2.1.6 and 4.2.1.9: the names it is for, and that it may be trusted as its own authority. */
function extensions(): Buffer {
	const names = sequence(
		tagged(2, Buffer.from('localhost'), 'primitive'),
		tagged(7, Buffer.of(127, 0, 0, 1), 'primitive'),
	);
	return sequence(
		sequence(objectIdentifier(oid.basicConstraints), boolean(true), octetString(sequence(boolean(true)))),
		sequence(objectIdentifier(oid.subjectAlternativeName), octetString(names)),
	);
}

function pem(der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
