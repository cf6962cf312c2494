/** Source files as the structure tests see them: what each imports, and the names and texts that stand in it. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const projectDirectory = path.resolve(__dirname, '../..');

export interface Import {
	/** As written. */
	specifier: string;
	/** Of a relative import, the imported file from the project's folder; null for a package. */
	file: string | null;
	/** Whether it vanishes when compiled. */
	typesOnly: boolean;
}

export interface SourceFile {
	/** From the project's folder, with slashes. */
	path: string;
	text: string;
	imports: readonly Import[];
	/** Identifiers and the texts of strings; comments are not among them. */
	words: readonly string[];
	/** Names of variables and class fields that begin as a number. */
	numbers: readonly string[];
}

/** @returns the TypeScript files of folders, folders within them included. */
export function sourceFilesIn(...folders: readonly string[]): SourceFile[] {
	const paths = folders.flatMap((folder) =>
		readdirSync(path.join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
	);
	const known = new Set(paths);
	return paths.map((each) => sourceFile(each, readFileSync(path.join(projectDirectory, each), 'utf8'), known));
}

/** @param known files that a relative import can mean, where its name alone does not tell. */
export function sourceFile(filePath: string, text: string, known: ReadonlySet<string> = new Set()): SourceFile {
	const imports: Import[] = [];
	const words: string[] = [];
	const numbers: string[] = [];
	const visit = (node: ts.Node): void => {
		const found = importIn(node);
		if (found !== null) imports.push({ ...found, file: importedFile(filePath, found.specifier, known) });
		if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) words.push(node.text);
		if (hasNumber(node)) numbers.push(node.name.getText());
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(filePath, text, ts.ScriptTarget.ESNext, true));
	return { path: filePath, text, imports, words, numbers };
}

function importIn(node: ts.Node): Pick<Import, 'specifier' | 'typesOnly'> | null {
	if (ts.isImportDeclaration(node)) return imported(node.moduleSpecifier, bringsTypesOnly(node.importClause));
	if (ts.isExportDeclaration(node)) return imported(node.moduleSpecifier, node.isTypeOnly);
	if (ts.isExternalModuleReference(node)) return imported(node.expression, false);
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return imported(node.argument.literal, true);
	if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())) {
		return imported(node.arguments[0], false);
	}
	return null;
}

function imported(specifier: ts.Node | undefined, typesOnly: boolean): Pick<Import, 'specifier' | 'typesOnly'> | null {
	if (specifier === undefined) return null;
	return { specifier: ts.isStringLiteralLike(specifier) ? specifier.text : specifier.getText(), typesOnly };
}

function bringsTypesOnly(clause: ts.ImportClause | undefined): boolean {
	if (clause === undefined) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = clause.namedBindings;
	return (
		clause.name === undefined &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.every(({ isTypeOnly }) => isTypeOnly)
	);
}

function importedFile(from: string, specifier: string, known: ReadonlySet<string>): string | null {
	if (!specifier.startsWith('.')) return null;
	const target = path.posix.join(path.posix.dirname(from), specifier);
	return [target, `${target}/index.ts`].find((each) => known.has(each)) ?? `${target}.ts`;
}

function hasNumber(node: ts.Node): node is ts.VariableDeclaration | ts.PropertyDeclaration {
	if (!ts.isVariableDeclaration(node) && !ts.isPropertyDeclaration(node)) return false;
	return node.initializer !== undefined && /^[\d_.*+\s]+$/.test(node.initializer.getText());
}
