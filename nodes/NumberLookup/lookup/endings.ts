/** What it means to a person that an exchange did not bring a reply, and what can be done about it. */

import type { Problem } from '../providers/provider';
import type { Ending } from '../transport/wire';

/** What Node says where TLS refuses a certificate. */
const certificateCodes = /CERT|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH|INVALID_CA/;

const aboutCertificates =
	'The certificate there is not trusted, not valid now, or for another name: check the address in the credential. ' +
	'A private certificate authority is trusted with NODE_EXTRA_CA_CERTS.';

export const garbledMessage =
	'What came back is not HTTP, or has more headers than any provider sends; something else may answer at this address: check host and port in the credential.';

/**
 * @param code of the ending `unreachable`.
 * @param otherwise what to check where TLS did not refuse a certificate, which no firewall is to blame for.
 */
export function adviceWhereUnreachable(code: string, otherwise: string): string {
	return certificateCodes.test(code) ? aboutCertificates : otherwise;
}

/** @returns the problem that the ending alone is, or null where the reply tells, or where there is none. */
export function problemOfEnding({ kind, code }: Ending): Problem | null {
	switch (kind) {
		case 'forbidden':
			return forbidden(code);
		case 'lost':
			return mayBeBilled(
				'no_response',
				code,
				'The connection broke before the answer came; it is not known whether the provider looked the number up.',
			);
		case 'garbled':
			return mayBeBilled('provider_error', code, garbledMessage);
		case 'timeout':
			return mayBeBilled(
				'no_response',
				code,
				'The provider did not answer in time; try again later or raise the Timeout option.',
			);
		default:
			return null;
	}
}

function forbidden(code: string): Problem {
	const message = 'n8n’s SSRF protection does not allow this address; an administrator can allow it in n8n’s settings.';
	return { kind: 'account', failure: { cause: 'forbidden_address', code, message } };
}

function mayBeBilled(status: 'no_response' | 'provider_error', code: string, message: string): Problem {
	return { kind: 'failed', status, code, message, mayPass: true, uncertain: true };
}
