/** What is begun again after each kill until it comes to its end: a run over items, and one over a list file. */

import type { INodeParameters } from 'n8n-workflow';

import { msisdns } from '../../bench/numbers';
import type { Report, WorkflowToKill } from './killedMessages';
import { lookUpItems, lookupsOf, scrubbedListOf, scrubList } from './orders';

export interface RunToKill {
	/** The distinct numbers, in digits. */
	msisdns: readonly string[];
	workflow(options: INodeParameters): WorkflowToKill;
	/**
	 * Expects that nothing is missing or out of order.
	 * @returns how many distinct numbers had an earlier answer.
	 */
	expectAllOf(report: Report): number;
}

const international = (msisdn: string) => `+${msisdn}`;

const itemMsisdns = msisdns(300);

export const items: RunToKill = {
	msisdns: itemMsisdns,
	workflow: (options) => lookUpItems('sinch', itemMsisdns.map(international), options),
	expectAllOf(report) {
		const lookups = lookupsOf(report);
		expect(lookups.map(({ number, verdict, attempts }) => [number, verdict, attempts])).toEqual(
			itemMsisdns.map((msisdn) => [international(msisdn), 'valid', 1]),
		);
		return lookups.filter(({ cached }) => cached).length;
	},
};

/** More than a list asks about in one question, so that its first rows are written while its last numbers are asked. */
const listMsisdns = msisdns(2_200);

/** Here and there a number again, and a row without one. */
const listRows = listMsisdns
	.map(international)
	.flatMap((phone, index, all) => (index % 40 === 0 ? [phone, all[index / 2] ?? '', 'none'] : [phone]))
	.map((phone, index) => [String(index), phone, 'Cid, "Dr."']);

export const listFile: RunToKill = {
	msisdns: listMsisdns,
	workflow: (options) => scrubList('sinch', listRows, options),
	expectAllOf(report) {
		const { rows, reused } = scrubbedListOf(report);
		expect(rows).toEqual(listRows.map((row) => [...row, row.includes('none') ? 'invalid' : 'valid']));
		return reused;
	},
};
