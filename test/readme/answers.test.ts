/** What the README says of results, statuses and the providers' codes, beside what the code makes of them. */

import { resultWithoutAnswer } from '../../nodes/NumberLookup/lookup/normalise';
import { statusOfError as comceteraErrors } from '../../nodes/NumberLookup/providers/comcetera/codes';
import { readNumberLine } from '../../nodes/NumberLookup/providers/comcetera/line';
import { readHorisenReply } from '../../nodes/NumberLookup/providers/horisen/reply';
import { replyOfFields } from '../../nodes/NumberLookup/providers/link/answer';
import { readLinkBody } from '../../nodes/NumberLookup/providers/link/body';
import { failures, notPermitted, statusOfError as linkErrors } from '../../nodes/NumberLookup/providers/link/codes';
import type { Reply } from '../../nodes/NumberLookup/providers/provider';
import { results as sinchResults } from '../../nodes/NumberLookup/providers/sinch/codes';
import { readSinchReply } from '../../nodes/NumberLookup/providers/sinch/reply';
import { type Status, verdictOf, verdicts } from '../../nodes/NumberLookup/reference/statuses';
import { readPage, sectionsOf, tableIn } from './markdown';

const readme = readPage('README.md');
const statusTable = tableIn(readme, 'verdicts-and-statuses').map(([status = '', ...cells]) => ({
	status: status.replaceAll('`', ''),
	cells,
}));
const firstColumn = (anchor: string) => tableIn(readme, anchor).map(([cell = '']) => cell.replaceAll('`', ''));

/** The compiler sees to it that none is missing. */
const everyStatus: Readonly<Record<Status, true>> = {
	ok: true,
	prefix_guess: true,
	unknown_subscriber: true,
	illegal_subscriber: true,
	invalid_number: true,
	absent_subscriber: true,
	call_barred: true,
	teleservice_not_provisioned: true,
	facility_not_supported: true,
	not_mobile: true,
	unidentified_subscriber: true,
	no_information: true,
	network_failure: true,
	no_response: true,
	unexpected_data: true,
	not_permitted: true,
	throttled: true,
	provider_error: true,
	plausible: true,
	not_looked_up: true,
};

const msisdn = '447788450450';
const http = { status: 200, headers: {}, complete: true };

/** What each provider's protocol makes of a code, with or without a network beside it. */
const providers: ReadonlyArray<{
	provider: string;
	column: number;
	codes: readonly string[];
	statusOf: (code: string, network: boolean) => string | undefined;
}> = [
	{
		provider: 'Sinch',
		column: 1,
		codes: ['OK', 'REQUEST_THROTTLED', 'Mandatory parameter msisdn not found', ...sinchResults.keys()],
		statusOf: (code, network) =>
			statusIn(readSinchReply(msisdn, { ...http, body: network ? `result=${code};imsi=23415` : `result=${code}` })),
	},
	{
		provider: 'Comcetera',
		column: 2,
		codes: [...comceteraErrors.keys()].map((code) => `ERR${code}`),
		statusOf: (code) => readNumberLine(`${msisdn} ${code}`)?.answer.status,
	},
	{
		provider: 'LINK',
		column: 3,
		codes: [...linkErrors.keys(), ...notPermitted.keys(), ...failures.keys()],
		statusOf(code) {
			const fields = readLinkBody(JSON.stringify({ tel: msisdn, e: code }))?.fields ?? null;
			return fields === null ? undefined : statusIn(replyOfFields(fields, msisdn, ''));
		},
	},
	{
		provider: 'HORISEN',
		column: 4,
		codes: ['000', '101', '110', '111', '112', '140', '141', '151'],
		statusOf(code, network) {
			const body = `IMM QID:1 ${network ? 'MCC:234 MNC:15' : 'MCC: MNC:'} ERRCODE:${code} ERRDESC:`;
			return statusIn(readHorisenReply(msisdn, { ...http, body }));
		},
	},
];

function statusIn({ answers, problem }: Reply): string | undefined {
	if (problem?.kind === 'failed') return problem.status;
	return problem?.kind === 'throttled' ? 'throttled' : answers.get(msisdn)?.status;
}

describe('the README', () => {
	it('explains every field of the result, in order', () => {
		const row = { input: '', number: null, duplicateOf: null };
		const context = { provider: null, attempts: 0, lookedUpAt: null, cached: false, includeRaw: true };
		const result = resultWithoutAnswer(row, { status: 'invalid_number', message: null, code: null }, context);
		expect(firstColumn('the-result')).toEqual(Object.keys(result));
	});

	it('explains every verdict', () => {
		const section = sectionsOf(readme).find(({ anchor }) => anchor === 'verdicts-and-statuses');
		const explained = [...(section?.text ?? '').matchAll(/^- \*\*(\w+)\*\*/gm)].map(([, verdict]) => verdict);
		expect(explained).toEqual(verdicts);
	});

	it('lists every status', () => {
		expect(statusTable.map(({ status }) => status).sort()).toEqual(Object.keys(everyStatus).sort());
	});

	it.each(Object.keys(everyStatus).filter(isStatus))('gives %s its verdict', (status) => {
		expect(statusTable.find((row) => row.status === status)?.cells[0]).toBe(verdictOf(status));
	});

	describe.each(providers)('of $provider', ({ column, codes, statusOf }) => {
		const listed = statusTable.flatMap(({ status, cells }) =>
			[...(cells[column] ?? '').matchAll(/`([^`]+)`(?! without)/g)].map(([, code = '']) => ({ code, status })),
		);
		const listedWithoutNetwork = statusTable.flatMap(({ status, cells }) =>
			[...(cells[column] ?? '').matchAll(/`([^`]+)` without a network/g)].map(([, code = '']) => ({ code, status })),
		);

		it('lists every code', () => {
			expect(listed.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
		});

		it('says of every code what the node makes of it', () => {
			for (const { code, status } of listed) expect([code, statusOf(code, true)]).toEqual([code, status]);
			for (const { code, status } of listedWithoutNetwork) {
				expect([code, statusOf(code, false)]).toEqual([code, status]);
			}
		});
	});
});

function isStatus(name: string): name is Status {
	return name in everyStatus;
}
