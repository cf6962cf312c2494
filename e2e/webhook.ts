import { until } from './until';

const registeredWithinMs = 10_000;

/**
 * Calls a webhook of an active workflow, from the moment on that n8n knows it: some time after the activation.
 * @param url its production URL.
 */
export async function callWebhook(
	url: string,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
	return await until('the webhook to be registered', registeredWithinMs, async () => {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		return response.status === 404 ? undefined : response;
	});
}
