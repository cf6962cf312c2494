/** The form of a credential in n8n's editor, and the banner with the outcome of its test. */

import type { INodeProperties } from 'n8n-workflow';
import type { BrowserContext, Locator, Page } from 'playwright-core';

import type { CredentialData } from '../simulator/credentials';
import { chooseIn, turn } from './fields';
import type { N8nRest, StoredCredential } from './rest';

const failed = 'Couldn’t connect with these settings';
const succeeded = 'Connection tested successfully';

export class CredentialForm {
	private constructor(readonly page: Page) {}

	static async opened(page: Page): Promise<CredentialForm> {
		const form = new CredentialForm(page);
		await form.dialog.getByTestId('credential-save-button').waitFor();
		return form;
	}

	/** Opens a stored credential, which n8n then tests by itself. */
	static async open(context: BrowserContext, n8n: N8nRest, { id }: StoredCredential): Promise<CredentialForm> {
		const page = await context.newPage();
		await page.goto(`${n8n.url}/home/credentials/${id}`);
		return await CredentialForm.opened(page);
	}

	get dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}

	/** Fills in what is given, as a person would, from top to bottom. */
	async fillIn(properties: readonly INodeProperties[], data: CredentialData): Promise<void> {
		for (const { name, type, options = [] } of properties) {
			const value = data[name];
			if (value === undefined || type === 'hidden') continue;
			if (type === 'options') {
				const chosen = options.find((option) => 'value' in option && option.value === value);
				if (chosen !== undefined) await chooseIn(this.field(name), chosen.name);
			} else if (type === 'boolean') {
				await turn(this.field(name), value === true);
			} else {
				await this.write(name, typeof value === 'string' ? value : JSON.stringify(value));
			}
		}
	}

	async write(name: string, text: string): Promise<void> {
		await this.field(name).locator('input').fill(text);
	}

	/** Saves, which tests the credential. */
	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
		await this.dialog.getByText('Saved').waitFor();
	}

	/** @returns what the banner says: its headline, and after More details where there are any, what happened. */
	async outcome(): Promise<string[]> {
		const headline = this.dialog.getByText(failed).or(this.dialog.getByText(succeeded)).filter({ visible: true });
		await headline.waitFor();
		const more = this.dialog.getByText('More details');
		if (await more.isVisible()) await more.click();
		const banner = headline.locator('xpath=ancestor::*[contains(@class, "_banner_")]').first();
		const lines = (await banner.innerText()).split('\n').map((line) => line.trim());
		return lines.filter((line) => line !== '' && line !== 'Retry');
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
