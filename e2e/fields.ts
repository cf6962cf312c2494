/** Fields of n8n's forms, for nodes and credentials alike. */

import type { Locator } from 'playwright-core';

/** Chooses in a list, one or, where the list takes several, one after the other. */
export async function chooseIn(list: Locator, ...names: readonly string[]): Promise<void> {
	await list.click();
	for (const name of names) {
		const text = list.page().getByText(name, { exact: true });
		await list.page().getByRole('option').filter({ visible: true, has: text }).click();
	}
	if (names.length > 1) await list.page().keyboard.press('Escape');
}

/** Sets a switch. */
export async function turn(field: Locator, on: boolean): Promise<void> {
	const isOn = await field.getByRole('switch').isChecked();
	if (isOn !== on) await field.locator('.el-switch').click();
}
