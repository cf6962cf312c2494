/** One run of the operation Scrub List: items with a list each in; items with its summary and the files made of it out. */

import { type IBinaryKeyData, type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { findColumn, namesBeside, unreadableHeader } from '../list/columns';
import { ListError } from '../list/listError';
import type { NumberPlace } from '../list/planRows';
import { openFile, otherSheets } from '../list/openFile';
import type { OpenList } from '../list/readList';
import { Scrubbing } from '../list/scrub';
import { withPhoneNumbers } from '../list/workbook/phoneNumbers';
import { fileTypeOf } from '../list/writeList';
import type { Surroundings } from '../lookup/options';
import { OutcomeCounts } from '../lookup/outcomeCounts';
import { LookupSession } from '../lookup/session';
import { registry } from '../providers/registry';
import { countryCode } from '../reference/countries';
import { leftOverText, warnOfAccounts } from './accountFailure';
import { type InputFile, inputFile, OutputFiles } from './listFiles';
import { Beginning, type ListSummary, summaryOfList, unusableList } from './listSummary';
import { type ListLack, listWarnings } from './listWarnings';
import { checkN8n } from './olderN8n';
import { forErrorOutput, sayAbove, sendsToErrorOutput, textOf, warn } from './onError';
import { readSettings, type Settings } from './parameters';
import { ListProgress } from './progress';
import { type ListParameters, type ListSettings, readListParameters, readListSettings } from './readListSettings';
import { readingSentences } from './readingSentences';
import { type Sharing, withSharing } from './sharing';
import { stageOf } from './stages';
import { addCounts, counted, noRows, type RowCounts, summaryOf } from './summary';
import { nowMs, surroundingsOf } from './surroundings';

/** @throws where On Error says stop: NodeOperationError for what cannot be used, NodeApiError for an account that fails. */
export async function scrubLists(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (!context.continueOnFail()) return await scrubAll(context);
	try {
		return await scrubAll(context);
	} catch (error) {
		return context.getInputData().map((_, item) => itemOfUnusable(context, item, textOf(error)));
	}
}

async function scrubAll(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	checkN8n(context);
	const settings = readSettings(context, registry);
	const listSettings = readListSettings(context);
	const items: INodeExecutionData[] = [];
	const { value: run, notices } = await withSharing(context, settings, async (sharing) => {
		const lists = new ListsRun(context, settings, listSettings, sharing);
		try {
			await lists.checkAll();
			for (const item of context.getInputData().keys()) {
				if (!lists.isOver()) items.push(await lists.scrubOrSayWhyNot(item));
			}
		} finally {
			await lists.end();
		}
		return lists;
	});
	run.sumUp(notices);
	return items;
}

/** A list whose columns are found. */
interface UsableList {
	input: InputFile;
	list: OpenList;
	/** The column with the numbers, as the user calls it. */
	numberColumn: string;
	place: NumberPlace;
	/** Of the new files; null where they have none. */
	header: readonly string[] | null;
}

class ListsRun {
	private readonly progress: ListProgress;
	private readonly surroundings: Surroundings;
	private readonly session: LookupSession;
	private readonly scrubbing: Scrubbing;
	/** Of the numbers of all lists. */
	private readonly counts: OutcomeCounts;
	private rows: RowCounts = noRows;
	private readonly readings: string[] = [];
	/** A list that cannot be read to its end, or written, may have been paid for. */
	private aListFailed = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly settings: Settings,
		private readonly listSettings: ListSettings,
		sharing: Sharing,
	) {
		this.counts = new OutcomeCounts(settings.lookup.askNextOnUnknown);
		this.progress = new ListProgress(context, nowMs);
		this.surroundings = surroundingsOf(context, sharing, (_provider, _done, { paid }) => this.progress.asked(paid));
		const stages = settings.providers.map((provider) => stageOf(context, provider, nowMs, settings.lookup.timeoutMs));
		this.session = new LookupSession(stages, settings.lookup, this.surroundings);
		this.scrubbing = new Scrubbing(
			listSettings.fields,
			async (numbers) => await this.session.ask(numbers),
			(number, outcome) => this.counts.add(number, outcome),
		);
	}

	/**
	 * Where On Error says stop, one list that cannot be used is the end of all: better before any other was paid for.
	 * @throws NodeOperationError for the first list that cannot be used.
	 */
	async checkAll(): Promise<void> {
		const items = this.context.getInputData();
		if (this.context.continueOnFail() || items.length === 1) return;
		for (const item of items.keys()) {
			try {
				// Opened again in its turn: many files would be too many to be open at once.
				const { list } = await this.open(item);
				await list.close();
			} catch (error) {
				throw this.ofItem(item, error);
			}
		}
	}

	/** @throws NodeOperationError where On Error says stop and the list cannot be used. */
	async scrubOrSayWhyNot(item: number): Promise<INodeExecutionData> {
		try {
			return await this.scrub(item);
		} catch (error) {
			this.aListFailed = true;
			if (this.context.continueOnFail()) return itemOfUnusable(this.context, item, textOf(error));
			throw this.ofItem(item, error);
		}
	}

	/** Asks no more, and waits for what is under way, for it may be paid for. */
	async end(): Promise<void> {
		this.session.end();
		await this.scrubbing.settled();
	}

	/**
	 * Sums the run up above the output.
	 * @throws NodeApiError where On Error says stop and an account failure left numbers over.
	 */
	sumUp(notices: readonly string[]): void {
		const { context, rows, session } = this;
		const { totals, stageFailures } = session.report;
		const brokenOff = this.isOver() || this.aListFailed;
		if (this.counts.isFinished({ brokenOff, accountsFailed: stageFailures.length > 0 })) {
			this.surroundings.kept.finish(nowMs());
		}
		const { distinct, nonMobileAsked, heldBack } = this.counts;
		const { readings } = this;
		sayAbove(context, summaryOf({ ...rows, distinct, totals, nonMobileAsked, heldBack, readings }));
		for (const notice of notices) warn(context, notice);
		warnOfAccounts(context, stageFailures, this.settings.providers);
		this.leftOver();
	}

	/** The user stopped the run, or an account failed where On Error says stop: files are worth nothing then, as n8n takes none. */
	isOver(): boolean {
		if (this.surroundings.signal.aborted) return true;
		return this.counts.leftByAccount > 0 && !this.context.continueOnFail();
	}

	private async scrub(item: number): Promise<INodeExecutionData> {
		const { context, listSettings, scrubbing } = this;
		const began = new Beginning(nowMs(), this.session.report.totals, this.counts);
		const { input, list, numberColumn, place, header } = await this.open(item);
		let files: OutputFiles | null = null;
		try {
			this.progress.begin(input.name, input.size);
			const type = await fileTypeOf(list.form, listSettings.asCsv, listSettings.reading.delimiter);
			files = new OutputFiles(context, listSettings.isEnriched, input, type, header, this.progress);
			const blocks = withPhoneNumbers(list.blocks, place.numberColumn);
			const rows = await scrubbing.scrub(blocks, place, files, () => this.isOver());
			this.rows = addCounts(this.rows, rows);
			this.readings.push(...readingSentences(rows.readings));
			const { defaultCountry } = place;
			const heading = header?.[place.numberColumn] ?? null;
			const isOver = this.isOver();
			const facts = {
				file: input.name,
				numberColumn,
				defaultCountry,
				heading,
				rows,
				strayBytes: list.strayBytes(),
				encoding: 'encoding' in list.form ? list.form.encoding : '',
				isGuessed: list.isGuessed,
				unreadable: list.unreadable(),
				seemsUtf8: list.seemsUtf8?.() ?? false,
				lack: rows.rows === 0 && !isOver ? await this.lackOf(input, list) : null,
			};
			for (const warning of listWarnings(facts)) warn(context, warning);
			const binary = isOver ? undefined : await files.finish();
			const spent = began.spentUntil(nowMs(), this.session.report.totals, this.counts);
			const problem = spent.leftByAccount > 0 && !isOver ? this.leftOver() : null;
			const summary = summaryOfList(
				input.name,
				list.form,
				rows,
				files.rows,
				spent,
				listSettings.pricePerLookup,
				problem,
			);
			return itemOf(context, item, summary, binary);
		} finally {
			// Of no effect where they were written and read to their ends.
			files?.abandon();
			await list.close();
		}
	}

	/** @throws where the item has no list that can be used. */
	private async open(item: number): Promise<UsableList> {
		const parameters = readListParameters(this.context, item);
		const input = await inputFile(this.context, item, parameters.binaryField);
		const { reading } = this.listSettings;
		const list = await openFile(input.source, reading, countryCode(parameters.defaultCountry));
		let layout: ReturnType<ListsRun['layoutOf']> | null = null;
		try {
			layout = this.layoutOf(list, parameters);
		} finally {
			if (layout === null) await list.close();
		}
		return { input, list, numberColumn: parameters.numberColumn, ...layout };
	}

	private ofItem(itemIndex: number, error: unknown): NodeOperationError {
		const cause = error instanceof Error ? error : String(error);
		return new NodeOperationError(this.context.getNode(), cause, { itemIndex });
	}

	/** @throws ListError where the list has no such columns. */
	private layoutOf(
		list: OpenList,
		{ numberColumn, countryColumn, defaultCountry }: ListParameters,
	): { place: NumberPlace; header: readonly string[] | null } {
		const { fields, reading } = this.listSettings;
		const { firstRow } = list;
		const lineHolding = (cell: string) => list.lineHolding(cell);
		if (firstRow === null) {
			if (reading.firstLine > 1) {
				throw new ListError(`The list ends before line ${reading.firstLine}, which the option Header Line names.`);
			}
			const place = { numberColumn: 0, countryColumn: null, countryColumnName: '', defaultCountry };
			return { place, header: null };
		}
		const { cells, problem } = firstRow;
		if (reading.hasHeader && problem !== null) {
			throw unreadableHeader(problem, numberColumn, lineHolding);
		}
		const header = reading.hasHeader ? cells : null;
		const numbers = findColumn(header, cells.length, numberColumn, 'Number Column', lineHolding);
		const country =
			countryColumn.trim() === ''
				? null
				: findColumn(header, cells.length, countryColumn, 'Country Column', lineHolding);
		const place = {
			numberColumn: numbers,
			countryColumn: country,
			countryColumnName: (country === null ? null : header?.[country]) ?? countryColumn.trim(),
			defaultCountry,
		};
		return { place, header: header === null ? null : [...header, ...namesBeside(header, fields)] };
	}

	/** @returns what a list without rows has in their place. */
	private async lackOf({ source }: InputFile, { form, firstRow }: OpenList): Promise<ListLack> {
		const sheet = 'sheet' in form ? form.sheet : null;
		const hasHeader = firstRow !== null;
		const others = sheet === null || hasHeader ? [] : await otherSheets(source, this.listSettings.reading, sheet);
		return { sheet, hasHeader, otherSheets: others };
	}

	/** @throws NodeApiError where On Error says stop. */
	private leftOver(): string | null {
		const { context, counts, settings } = this;
		const answered = counted(counts.answered, 'number');
		return leftOverText(context, counts, answered, this.session.report.stageFailures, settings.providers);
	}
}

function itemOf(
	context: IExecuteFunctions,
	item: number,
	summary: ListSummary,
	binary: IBinaryKeyData | undefined,
): INodeExecutionData {
	const others = { pairedItem: { item }, ...(binary === undefined ? {} : { binary }) };
	const { problem } = summary;
	if (problem === null || !sendsToErrorOutput(context)) return { json: { ...summary }, ...others };
	// n8n takes an item of just these two fields for a failed one, and merges it over the input item.
	return forErrorOutput({ json: { error: problem, details: { ...summary } }, ...others }, problem);
}

function itemOfUnusable(context: IExecuteFunctions, item: number, why: string): INodeExecutionData {
	warn(context, why);
	return itemOf(context, item, unusableList(why), undefined);
}
