import { Exchange } from '../../nodes/NumberLookup/transport/exchange';
import type { ByteReader, Conditions } from '../../nodes/NumberLookup/transport/wire';
import { collectGarbage } from './garbage';

const conditions: Conditions = {
	timeoutMs: 60_000,
	resend: false,
	signal: new AbortController().signal,
	egress: null,
};

/** A function of its own, so that nothing else in the test refers to what is to go. */
async function ended(): Promise<{ exchange: Exchange; reader: WeakRef<ByteReader>; connection: WeakRef<object> }> {
	const reader: ByteReader = { data: () => true };
	const connection = { destroy() {} };
	const exchange = new Exchange(reader, conditions, 60_000);
	exchange.release = () => connection.destroy();
	exchange.complete();
	await exchange.ending;
	return { exchange, reader: new WeakRef(reader), connection: new WeakRef(connection) };
}

it('an ended exchange keeps neither its reader nor its connection in memory: sockets and undici keep the exchange', async () => {
	const { exchange, reader, connection } = await ended();
	await collectGarbage();
	expect(reader.deref()).toBeUndefined();
	expect(connection.deref()).toBeUndefined();
	expect(await exchange.ending).toEqual({ kind: 'complete', code: '', sent: 0 });
});

it('an ended exchange is kept by neither the user’s Stop nor the clock', async () => {
	const exchange = new WeakRef((await ended()).exchange);
	await collectGarbage();
	expect(exchange.deref()).toBeUndefined();
});

it('what comes after the end is nobody’s', async () => {
	const { exchange } = await ended();
	exchange.head(200, {});
	exchange.receive(Buffer.from('late'));
	exchange.fail(new Error('late'));
	expect(await exchange.ending).toEqual({ kind: 'complete', code: '', sent: 0 });
});
