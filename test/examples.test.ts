/** What holds for every workflow in examples/; that they run is tested with the whole n8n, in e2e/. */

import { type INode, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { asTool } from '../n8n-runner/tools';
import { NumberLookup } from '../nodes/NumberLookup/NumberLookup.node';
import { exampleFiles, exampleText, readExample } from './examples/exampleFiles';
import { parameterFaults } from './examples/parameterFaults';
import { linksIn, readPage } from './readme/markdown';

const nodeType = 'n8n-nodes-number-lookup.numberLookup';
const noteType = 'n8n-nodes-base.stickyNote';

const node = new NumberLookup();
/** n8n gives every tool these two. */
const toolParameters: INodeTypeDescription['properties'] = ['descriptionType', 'toolDescription'].map((name) => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
}));
const tool = asTool(node).description;
const descriptions: Readonly<Record<string, INodeTypeDescription>> = {
	[nodeType]: node.description,
	[`${nodeType}Tool`]: { ...tool, properties: [...toolParameters, ...tool.properties] },
};

const grid = 16;
const nodeSize = 96;

/** @returns the nodes that are joined, without the notes between them. */
const steps = (nodes: readonly INode[]) => nodes.filter(({ type }) => type !== noteType);

describe.each(exampleFiles)('examples/%s', (file) => {
	const text = exampleText(file);
	const { nodes, connections } = readExample(file);
	const position = (nodeName: string) => nodes.find((candidate) => candidate.name === nodeName)?.position;

	it('has its line in the README', () => {
		expect(linksIn(readPage('README.md'))).toContain(`examples/${file}`);
	});

	it('holds Number Lookup, with parameters that it has', () => {
		const ours = nodes.filter(({ type }) => type.startsWith(nodeType));
		expect(ours).not.toEqual([]);
		const faults = ours.flatMap((candidate) => {
			const description = descriptions[candidate.type];
			return description === undefined
				? [`${candidate.type} is no node type`]
				: parameterFaults(candidate, description);
		});
		expect(faults).toEqual([]);
	});

	it('says on a note what to change, node by node', () => {
		const note = nodes.find(({ type }) => type === noteType)?.parameters.content;
		const [, changes = ''] = (typeof note === 'string' ? note : '').split('**What to change**');
		const named = [...changes.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words);
		expect(named).not.toEqual([]);
		expect(steps(nodes).map((step) => step.name)).toEqual(expect.arrayContaining(named));
	});

	it('holds no credentials, and no addresses but those made for examples', () => {
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		const hosts = [...text.matchAll(/https?:\/\/([^/"\s]+)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => !/(^|\.)example\.com$/.test(host ?? ''))).toEqual([]);
	});

	it('lets nobody start it from outside without a sign-in', () => {
		const open = nodes.filter(
			({ parameters }) => 'path' in parameters && (parameters.authentication ?? 'none') === 'none',
		);
		expect(open).toEqual([]);
	});

	it('joins nodes that exist', () => {
		const ends = Object.entries(connections).flatMap(([source, byType]) => [
			source,
			...Object.values(byType).flatMap((outputs) => outputs.flatMap((joined) => joined?.map((end) => end.node) ?? [])),
		]);
		expect(ends.filter((end) => position(end) === undefined)).toEqual([]);
		expect([...new Set(ends)].sort()).toEqual(
			steps(nodes)
				.map((step) => step.name)
				.sort(),
		);
	});

	it('reads from left to right', () => {
		const backwards = Object.entries(connections).flatMap(([source, byType]) =>
			(byType[NodeConnectionTypes.Main] ?? [])
				.flatMap((joined) => joined ?? [])
				.filter((target) => (position(target.node)?.[0] ?? 0) <= (position(source)?.[0] ?? 0))
				.map((target) => `${source} to ${target.node}`),
		);
		expect(backwards).toEqual([]);
	});

	it('has its nodes on the grid, none above another or under a note', () => {
		const boxes = nodes.map(({ name: nodeName, type, position: [left, top], parameters }) => {
			const [width, height] =
				type === noteType ? [Number(parameters.width), Number(parameters.height)] : [nodeSize, nodeSize];
			return { nodeName, left, top, right: left + width, bottom: top + height };
		});
		expect(boxes.filter(({ left, top }) => left % grid !== 0 || top % grid !== 0)).toEqual([]);
		const overlaps = boxes.flatMap((one, index) =>
			boxes
				.slice(index + 1)
				.filter(
					(other) =>
						one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
				)
				.map((other) => `${one.nodeName} and ${other.nodeName}`),
		);
		expect(overlaps).toEqual([]);
	});
});

describe('the examples', () => {
	const all = exampleFiles.flatMap((file) => readExample(file).nodes);

	it.each(['id', 'webhookId'] as const)('give each node a %s of its own', (key) => {
		const ids = all.flatMap((candidate) => candidate[key] ?? []);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
	});
});
