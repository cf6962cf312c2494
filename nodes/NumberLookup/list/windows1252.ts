/** Windows-1252 to text. */

/** What Windows-1252 has in place of Latin-1's control characters 80 to 9F; the five that it leaves undefined stay. */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, because the TextDecoder of several releases of Node.js 20 to 24 takes Windows-1252 for Latin-1 (nodejs/node issue 56542). */
export function fromWindows1252(bytes: Uint8Array): string {
	const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
	return latin1.replace(/[\x80-\x9f]/g, (character) => windowsCharacters.charAt(character.charCodeAt(0) - 0x80));
}
