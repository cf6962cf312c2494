/** What LINK Mobility answers to the magic numbers, the same over the gateway and over sockets. */

import { cellsOf, codeCell } from '../../provider';
import type { LinkFields } from './fields';

/** The fields that differ from an ordinary answer; with an `e`, those of the network are blank. The texts are filled in by `placeholders.ts`. */
export type LinkOutcome = Partial<LinkFields> & {
	/** The gateway only: the fields within `response`, beside `statuscode`, as the document's tables have it. */
	nested?: true;
	withoutNetwork?: true;
};

export const linkOutcomes: Readonly<Record<string, LinkOutcome>> = {
	'9000': { np: 'no' },
	'9001': { e: '01' },
	'9005': { e: '05' },
	'9006': { e: '06' },
	'9009': { e: '09' },
	'9011': { e: '0B' },
	'9013': { e: '0D' },
	'9021': { e: '15' },
	'9027': { e: '1B' },
	'9034': { e: '22' },
	'9035': { e: '23' },
	'9036': { e: '24' },
	'9040': { lookup: 'hlr', pres: 'yes', roaming: 'no' },
	'9041': { lookup: 'hlr', pres: 'yes', roaming: 'yes', rmcc: '{awayMcc}', rmnc: '{awayMnc}' },
	'9042': { lookup: 'hlr', pres: 'no', roaming: 'na' },
	'9043': { lookup: 'mnp', np: 'yes' },
	'9044': { withoutNetwork: true },
	'9047': { nt: 'fixed' },
	'9048': { e: '7F' },
	'9049': { imsi: '{imsi}' },
	'9051': { nested: true },
	'9060': { e: '22' },
	'9061': { e: '22' },
	'9062': { e: '22' },
	'9063': { e: '22' },
	'9070': { e: 'F1' },
	'9071': { e: 'F0' },
	'9072': { e: 'F2' },
	'9073': { e: 'F2' },
	'9074': { e: 'F3' },
};

export const linkCells = cellsOf(linkOutcomes, ({ nested, withoutNetwork, ...fields }) => {
	if (nested) return 'gateway: fields within `response`';
	if (withoutNetwork) return 'no network';
	return codeCell(
		Object.entries(fields)
			.map(([name, value]) => `${name}=${value}`)
			.join(' '),
	);
});
