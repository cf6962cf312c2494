/** The form of a credential in n8n's editor, and the banner with the outcome of its test. */

import type { INodeProperties } from 'n8n-workflow';
import type { BrowserContext, Locator, Page } from 'playwright-core';

import type { CredentialData } from '../simulator/credentials';
import { chooseIn, turn } from './fields';
import type { N8nRest, StoredCredential } from './rest';

const testAddress = /\/rest\/credentials\/test$/;

/** Of the banner, whatever came of the test. */
const headline = /Couldn’t connect with these settings|Connection tested successfully/;

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
		const tested = page.waitForResponse(testAddress);
		await page.goto(`${n8n.url}/home/credentials/${id}`);
		await tested;
		return await CredentialForm.opened(page);
	}

	get dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}

	/** Fills in the fields that are shown, as a person would, from top to bottom. */
	async fillIn(properties: readonly INodeProperties[], data: CredentialData): Promise<void> {
		for (const { name, type, options = [] } of properties) {
			const value = data[name];
			if (value === undefined || !(await this.field(name).isVisible())) continue;
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
		const tested = this.page.waitForResponse(testAddress);
		await this.dialog.getByTestId('credential-save-button').click();
		await tested;
	}

	/** @returns what the banner says of the last test: its headline and, of a failure, the details. */
	async outcome(): Promise<string[]> {
		const banner = this.dialog.locator('.el-tag').filter({ visible: true, hasText: headline });
		if ((await banner.innerText()).includes('More details')) await banner.getByText('More details').click();
		const lines = (await banner.innerText()).split('\n').map((line) => line.trim());
		return lines.filter((line) => line !== '' && line !== 'Retry');
	}

	/** Waits until n8n closes the form, which it does by itself when a saved credential passed its test. */
	async accepted(): Promise<void> {
		await this.page.getByText('Credential saved').waitFor();
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
