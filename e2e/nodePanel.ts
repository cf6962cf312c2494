/** A node's own panel in n8n's editor: its input, its parameters and its output. */

import type { Locator, Page } from 'playwright-core';

import { CredentialForm } from './credentialForm';
import { chooseIn, turn } from './fields';

export class NodePanel {
	private constructor(readonly page: Page) {}

	static async opened(page: Page): Promise<NodePanel> {
		await page.getByTestId('node-parameters').waitFor();
		return new NodePanel(page);
	}

	get parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** The box in colour among the parameters. */
	get notice(): Locator {
		return this.parameters.locator('.notice');
	}

	field(parameter: string): Locator {
		return this.parameters.getByTestId(`parameter-input-${parameter}`);
	}

	/** @returns what stands above the fields shown, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = this.parameters.locator('.n8n-input-label').filter({ visible: true });
		const texts = await labels.allInnerTexts();
		return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
	}

	async choose(parameter: string, ...names: readonly string[]): Promise<void> {
		await chooseIn(this.field(parameter), ...names);
	}

	/** @returns what can be added under Options. */
	async optionNames(): Promise<string[]> {
		await this.page.getByTestId('collection-parameter-add').click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		const names = await options.allInnerTexts();
		await this.page.keyboard.press('Escape');
		return names;
	}

	async addOption(name: string): Promise<void> {
		await chooseIn(this.page.getByTestId('collection-parameter-add'), name);
	}

	async turnOn(parameter: string): Promise<void> {
		await turn(this.field(parameter), true);
	}

	/** Drags a field of the input into a parameter, as people do instead of writing an expression. */
	async drag(inputField: string, parameter: string): Promise<void> {
		const pill = this.page.locator(`[data-test-id="run-data-schema-node-name"][data-name="${inputField}"]`);
		await pill.hover();
		await this.page.mouse.down();
		// n8n takes it for a drag only once the mouse has moved.
		await this.field(parameter).hover();
		await this.field(parameter).hover({ position: { x: 20, y: 10 } });
		await this.page.mouse.up();
	}

	/** Presses Execute step, and waits for the end. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.output
			.getByTestId('ndv-items-count')
			.or(this.output.getByTestId('node-error-message'))
			.first()
			.waitFor();
	}

	async showOutputAs(view: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	/** @returns the first cell of each row of the output's table. */
	async rows(): Promise<string[]> {
		await this.showOutputAs('table');
		return await this.output.locator('tbody tr td:first-child').allInnerTexts();
	}

	/** The lines above the output. */
	get hints(): Locator {
		return this.output.getByTestId('run-data-hints');
	}

	/** The field in which a credential is chosen. @param label such as "Credential for HORISEN MNP". */
	credential(label: string): Locator {
		return this.parameters.getByTestId('node-credentials-slot').filter({ hasText: label });
	}

	/** @returns the name of the credential chosen. */
	async chosenCredential(label: string): Promise<string> {
		return await this.credential(label).locator('input').inputValue();
	}

	/** Begins a new credential, whether or not there are others to choose from. */
	async createCredential(label: string): Promise<CredentialForm> {
		const slot = this.credential(label);
		const others = slot.getByTestId('node-credentials-select');
		if (await others.isVisible()) {
			await others.click();
			await this.page.getByTestId('node-credentials-select-item-new').click();
		} else {
			await slot.getByRole('button').click();
		}
		return await CredentialForm.opened(this.page);
	}

	/** @returns what is chosen where a node's failures are handled, under Settings. */
	async onError(choice: string): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
		await chooseIn(this.page.getByTestId('parameter-input-onError'), choice);
		await this.page.getByTestId('tab-params').click();
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.parameters.waitFor({ state: 'hidden' });
	}
}
