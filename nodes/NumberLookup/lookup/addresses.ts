/** Numbers within addresses: of chats and messengers, of SIP, and `tel:` with what RFC 3966 lets it add. Pure. */

export interface AddressedNumber {
	/** The number as written in it. */
	text: string;
	/** Whether it begins with a calling code, also where it has no `+`. */
	isInternational: boolean;
}

/** Alternatives of a pattern: what follows a number in an address, each `;name=value` (RFC 3966, section 3; RFC 3261, section 19.1.1). */
export const parameterNames = 'ext|isub|phone-context|user|transport|tag|method|maddr|ttl|lr|npdi|rn|cic|otg|tgrp';

/** `447911123456:3@s.whatsapp.net`: the number, an agent, a device, a server of WhatsApp. */
const chatId = /^(\d+)(?:[._]\d+)?(?::\d+)?@(?:c\.us|s\.whatsapp\.net|hosted)$/i;

/** `@lid` hides the number on purpose, `@g.us` is a group, others are channels and lists. */
const otherAccount = /^[^\s@]+@[^\s@]+$/;

const sip = /^(?:[^<]*<)?\s*sips?:([^@;>\s]+)/i;

/** Where messengers put a number into a link: behind the host, or as a parameter. */
const messengerLink =
	/^(?:(?:https?|whatsapp|viber|tg|signal|sgnl|skype):\/\/|(?=[a-z.]*(?:wa\.me|whatsapp\.com|t\.me|signal\.me)\b))(?:[\w.-]*(?:wa\.me|whatsapp\.com|t\.me|telegram\.me|signal\.me|viber\.(?:me|com))(?:\/|$)|(?!\w+\.))/i;
const numberInLink =
	/(?:[?&#](?:phone|number|to|p)[=/]|(?:wa\.me|signal\.me)\/|\/(?=\+))(\+?\d[\d ().-]{5,})(?=$|[?&#/])/i;

/** Of telephones and the like: what may stand before and behind their numbers. */
const dialled = /^(?:tel|callto|sms|smsto|mms|skype|facetime|facetime-audio):(?:\/\/)?/i;

const context = /;\s*phone-context=\s*\+([\d().\s-]+)/i;
const parameters = new RegExp(`;\\s*(?:${parameterNames})\\b[^]*$`, 'i');

/** @returns null where the text is no address; `none` where it is one that holds no number. */
export function numberInAddress(text: string): AddressedNumber | 'none' | null {
	if (!/[@:/;]/.test(text)) return null;
	const [, chat] = chatId.exec(text) ?? [];
	if (chat !== undefined) return { text: chat, isInternational: true };
	const [, user] = sip.exec(text) ?? [];
	if (user !== undefined) return { text: unescaped(user), isInternational: false };
	if (messengerLink.test(text)) {
		const [, linked] = numberInLink.exec(unescaped(text)) ?? [];
		return linked === undefined ? 'none' : { text: linked, isInternational: true };
	}
	if (otherAccount.test(text.trim())) return 'none';
	if (dialled.test(text)) {
		const number = unescaped(text.replace(dialled, '')).replace(/\?.*$/, '');
		return parameters.test(number) ? withContext(number) : { text: number, isInternational: false };
	}
	return parameters.test(text) ? withContext(text) : null;
}

/** A number that is not global is dialled within its context, which may be the beginning of global ones, or a domain. */
function withContext(text: string): AddressedNumber {
	const number = text.replace(parameters, '');
	const [, global] = context.exec(text) ?? [];
	if (global === undefined || number.includes('+')) return { text: number, isInternational: false };
	return { text: `+${global} ${number.replace(/^\s*[a-z]+:/i, '')}`, isInternational: true };
}

function unescaped(text: string): string {
	return text.replace(/%(2b|20|28|29|2d)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
