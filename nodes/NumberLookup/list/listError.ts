/** Why a list as a whole cannot be used; the message is for the user. */
export class ListError extends Error {}
