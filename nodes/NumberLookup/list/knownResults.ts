/**
 * What was found out about the numbers of a run, for all rows in which they stand: little for each number, since most results
 * are alike but for the number.
 */

import { asReadIn } from '../lookup/normalise';
import type { Outcome } from '../lookup/outcome';
import type { NumberResult } from '../lookup/result';
import { noNotes, type ParsedNumber, type ReadingNotes } from '../lookup/parsedNumber';
import { resultOf } from '../lookup/results';
import type { ResultField } from '../reference/resultFields';
import { cellOf } from './columns';
import type { Countable } from './counts';

/** They come from the row and not from the answer. */
const fieldsOfRow = ['number', 'nationalFormat', 'internationalFormat', 'duplicateOf'] as const;

/** They differ from number to number. */
const fieldsOfNumber = ['imsi', 'msc', 'lookedUpAt', 'details', 'raw'] as const;

type FieldOfRow = (typeof fieldsOfRow)[number];
type FieldOfNumber = (typeof fieldsOfNumber)[number];

/** One object for all numbers whose results are alike in what is counted and written. */
export interface Common {
	counted: Countable;
	/** By column; empty where the field is the row's or the number's. */
	cells: readonly string[];
}

export interface KnownResult {
	common: Common;
	/** Cells of the number's own columns, in their order; null where all are empty. */
	own: readonly string[] | null;
}

export class KnownResults {
	private readonly commons = new Map<string, Common>();
	private readonly rowColumns: ReadonlyArray<{ column: number; field: FieldOfRow }>;
	private readonly ownColumns: ReadonlyArray<{ column: number; field: FieldOfNumber }>;
	private readonly commonFields: readonly ResultField[];
	private readonly detailsColumn: number;

	/** @param fields one for each column to add. */
	constructor(private readonly fields: readonly ResultField[]) {
		this.rowColumns = columnsOf(fields, fieldsOfRow);
		this.ownColumns = columnsOf(fields, fieldsOfNumber);
		this.commonFields = fields.filter((field) => !isOfRowOrNumber(field));
		this.detailsColumn = fields.indexOf('details');
	}

	/** @returns what is to be known of a number by its outcome, but for what only the row's own reading tells. */
	of(number: ParsedNumber, outcome: Outcome): KnownResult {
		// What costs time to work out, and is no one's column, is left out.
		const facts = {
			e164: '',
			nationalFormat: '',
			internationalFormat: '',
			country: number.country,
			lineType: this.fields.includes('lineType') ? number.lineType : null,
			notes: noNotes,
		};
		const row = { input: null, number: facts, duplicateOf: null };
		return this.known(resultOf(row, outcome, this.fields.includes('raw')));
	}

	/** @returns the same as a row reads it, whose country may be another than that of the first row with this number. */
	asReadIn(country: string | null, known: KnownResult): KnownResult {
		const { counted, cells } = known.common;
		if (counted.country === country) return known;
		const facts = asReadIn(country, counted);
		const replaced = this.fields.map((field, column) =>
			isOfCountry(field) ? cellOf(facts[field]) : (cells[column] ?? ''),
		);
		return { ...known, common: { counted: { ...counted, ...facts }, cells: replaced } };
	}

	/** Cells that say nothing. */
	get noCells(): string[] {
		return this.fields.map(() => '');
	}

	/** @returns the cells of a result without a number, which is kept nowhere. */
	cellsWithoutNumber(result: NumberResult): string[] {
		return this.fields.map((field) => cellOf(result[field]));
	}

	/** @param duplicateOf the row where the number stood first, counted from 1; null for the first. */
	cells({ common, own }: KnownResult, number: ParsedNumber, duplicateOf: number | null): string[] {
		const cells = [...common.cells];
		for (const { column, field } of this.rowColumns) cells[column] = cellOfRow(field, number, duplicateOf);
		if (own !== null) this.ownColumns.forEach(({ column }, index) => (cells[column] = own[index] ?? ''));
		if (number.notes !== noNotes && this.detailsColumn >= 0) {
			cells[this.detailsColumn] = withNotes(cells[this.detailsColumn] ?? '', number.notes);
		}
		return cells;
	}

	private known(result: NumberResult): KnownResult {
		const own = this.ownColumns.map(({ field }) => cellOf(result[field]));
		return { common: this.commonOf(result), own: own.some((cell) => cell !== '') ? own : null };
	}

	private commonOf(result: NumberResult): Common {
		const { verdict, status, country, mcc, mnc, network, networkCountry } = result;
		const written = this.commonFields.map((field) => result[field]);
		const counted = { verdict, status, country, mcc, mnc, network, networkCountry };
		const key = JSON.stringify([counted, ...written]);
		const known = this.commons.get(key);
		if (known !== undefined) return known;
		const cells = this.fields.map((field) => (isOfRowOrNumber(field) ? '' : cellOf(result[field])));
		const common = { counted, cells };
		this.commons.set(key, common);
		return common;
	}
}

function isOfCountry(field: ResultField): field is 'country' | 'network' | 'networkCountry' {
	return field === 'country' || field === 'network' || field === 'networkCountry';
}

/** @param details a cell: an object in JSON, or nothing. */
function withNotes(details: string, notes: ReadingNotes): string {
	const added = JSON.stringify(notes);
	return details === '' ? added : `${details.slice(0, -1)},${added.slice(1)}`;
}

function isOfRowOrNumber(field: ResultField): boolean {
	return [...fieldsOfRow, ...fieldsOfNumber].some((each) => each === field);
}

function cellOfRow(field: FieldOfRow, number: ParsedNumber, duplicateOf: number | null): string {
	return cellOf(field === 'duplicateOf' ? duplicateOf : field === 'number' ? number.e164 : number[field]);
}

function columnsOf<Field extends ResultField>(
	fields: readonly ResultField[],
	among: readonly Field[],
): Array<{ column: number; field: Field }> {
	return fields.flatMap((each, column) => among.filter((field) => field === each).map((field) => ({ column, field })));
}
