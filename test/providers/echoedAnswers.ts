/** Answers of servers that repeat what they were sent. */

/**
 * @returns texts that count as an answer at one provider or another, or as none, with the echo at every place where a
 *   provider's own text may stand.
 */
export function echoedAnswers(echo: string, msisdn: string): string[] {
	const quoted = JSON.stringify(echo);
	return [
		echo,
		`result=OK;imsi=24008;note=${echo}`,
		`result=${echo}`,
		`QUERYOK\n${msisdn} ${echo}\nENDBATCH\n`,
		`QUERYOK\n${msisdn} 23415,${echo},${echo}\nENDBATCH\n`,
		`FAIL ${echo}`,
		`FAIL ${'x'.repeat(60)} ${echo}`,
		`ERR 103 ${echo}`,
		`IMM QID:${echo} MCC:228 MNC:03 ERRCODE:000 ERRDESC:${echo}`,
		`{"imm":{"errcode":"000","mcc":"228","mnc":"03","errdesc":${quoted}}}`,
		`{"imm":{"errcode":${quoted}}}`,
		`{"tel":"","e":${quoted}}`,
		`{"tel":"${msisdn}","mcc":"234","mnc":"15","cn":${quoted},"ppcin":${quoted}}`,
	];
}
