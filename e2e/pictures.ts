/** Pictures for people: parts of n8n's editor as PNG files, without what shows only for a moment. */

import type { Locator, Page } from 'playwright-core';

import type { Editor } from './editor';

/** Of a picture, in pixels of the page. */
interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Messages that pass, and buttons that stand over the canvas. */
const hidden = [
	'.el-notification',
	'[data-test-id="canvas-controls"]',
	'[data-test-id="execute-workflow-button"]',
	'[data-test-id="floating-node"]',
];

/** Saves what is within an area, or all that is seen. */
export async function savePicture(page: Page, path: string, clip?: Area): Promise<void> {
	const style = `${hidden.join(', ')} { visibility: hidden !important; }`;
	await page.screenshot({
		path,
		style,
		animations: 'disabled',
		caret: 'hide',
		...(clip === undefined ? {} : { clip }),
	});
}

/** Saves what is within a part of the page, such as a dialog. */
export async function savePart(part: Locator, path: string): Promise<void> {
	await savePicture(part.page(), path, await areaAround(part, 0, 0));
}

/** Saves all nodes of the canvas and the notes between them, as large as they fit. */
export async function saveCanvas({ page }: Editor, path: string): Promise<void> {
	await page.keyboard.press('1');
	await savePicture(page, path, await areaAround(page.locator('.vue-flow__node'), marginPixels, captionPixels));
}

const marginPixels = 40;

/** Below a node stand its name and its subtitle, which do not count as parts of it. */
const captionPixels = 88;

/** @returns the smallest area that holds all parts, with a margin. */
async function areaAround(parts: Locator, margin: number, below: number): Promise<Area> {
	const boxes: Area[] = [];
	for (const part of await parts.all()) {
		const box = await part.boundingBox();
		if (box !== null) boxes.push(box);
	}
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + below;
	return { x, y, width: right - x, height: bottom - y };
}
