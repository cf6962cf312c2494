/** Names of GSM MAP user errors (3GPP TS 29.002), for codes that a provider's own document does not explain. */

const names: ReadonlyMap<number, string> = new Map([
	[1, 'unknownSubscriber'],
	[5, 'unidentifiedSubscriber'],
	[6, 'absentSubscriberSM'],
	[8, 'roamingNotAllowed'],
	[9, 'illegalSubscriber'],
	[10, 'bearerServiceNotProvisioned'],
	[11, 'teleserviceNotProvisioned'],
	[12, 'illegalEquipment'],
	[13, 'callBarred'],
	[21, 'facilityNotSupported'],
	[27, 'absentSubscriber'],
	[31, 'subscriberBusyForMT-SMS'],
	[32, 'sm-DeliveryFailure'],
	[34, 'systemFailure'],
	[35, 'dataMissing'],
	[36, 'unexpectedDataValue'],
	[44, 'numberChanged'],
	[51, 'resourceLimitation'],
]);

/** @returns the standard's name of a MAP user error, or null for one not listed here. */
export function gsmMapErrorName(code: number): string | null {
	return names.get(code) ?? null;
}
