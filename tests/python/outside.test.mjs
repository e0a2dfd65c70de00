// What a task waits for that comes from outside: data, room to send more, a connection, an answer.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { python } from './python.mjs';

const streams = dedent(`
  import asyncio
  async def handle(reader, writer):
      await asyncio.sleep(1)
      writer.write(b"one\\n")
      while await reader.read(1_000_000):
          pass
      writer.close()
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      print(await reader.readline())
      writer.write(bytes(2_000_000))
      await writer.drain()
      writer.write_eof()
      print(await reader.read())
  asyncio.run(main())
`);

const fetches = (library, ...lines) => dedent(`
  import asyncio, ${library}
  async def main():
      ${lines.join('\n      ')}
  asyncio.run(main())
`);

/// What the function's task waits for at each of its pauses, with the number that it's about, and the same once only.
async function waits(source, name) {
  const { events, ending } = (await python()).trace(source);
  assert.equal(ending, 'finished');
  const all = events.filter(({ kind, function: its }) => kind === 'task_suspended' && its === name)
    .map(({ waits_for: what, subject }) => `${what} ${subject}`);
  return all.filter((each, i) => each !== all[i - 1]);
}

test('a reader and a writer wait at their stream, and a client for its connection', async () => {
  const [gather, turn, ...client] = await waits(streams, 'main');
  assert.deepEqual([gather, turn], ['gather 0', 'turn 0'], 'as start_server does');
  assert.deepEqual(client, ['connection 0', 'resource 1', 'resource 2', 'resource 1']);
  const [first, ...others] = await waits(streams, 'handle');
  assert.match(first, /^sleep [1-9]/);
  assert.deepEqual(others, ['resource 2']);
});

test('a stand-in for a library that fetches waits for an answer, as long as it takes', async () => {
  for (const source of [
    fetches('aiohttp', 'async with aiohttp.ClientSession() as session, session.get("https://books.example/delay/2"):', '    pass'),
    fetches('httpx', 'async with httpx.AsyncClient() as client:', '    await client.get("https://books.example/delay/2")'),
  ]) {
    assert.deepEqual(await waits(source, 'main'), ['answer 0']);
    const { events } = (await python()).trace(source);
    const { t, purpose } = events.find(({ kind, when }) => kind === 'timer_set' && when === 2);
    assert.deepEqual([t, purpose, events.at(-1).t], [0, 'sleep', 2]);
  }
});
