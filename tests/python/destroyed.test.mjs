// A task that nothing keeps is destroyed while it's pending, and the trace says when.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { interleave } from '../runner.mjs';
import { python } from './python.mjs';

async function told(source, options = {}) {
  const { trace } = await python();
  const { events } = trace(dedent(source), { until: 1000, ...options });
  await interleave(['show', 'trace.json', '--switches'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
  return events.filter(({ kind }) => kind === 'task_destroyed').map(({ t, by, task }) => ({ t, by, task }));
}

const vanished = readFileSync(new URL('../../gallery/vanished-task.py', import.meta.url), 'utf8');

test('the task that vanished is destroyed when the garbage is collected, and a task that’s kept isn’t', async () => {
  assert.deepEqual(await told(vanished), [{ t: 2, by: 1, task: 2 }]);
  assert.deepEqual(await told(vanished, { set: { keep_reference: true } }), []);
  assert.deepEqual(await told(vanished, { set: { collect: false } }), []);
});

const dropped = (handler) => `
  import asyncio, gc
  async def waits(futures):
      futures.append(asyncio.Future())
      await futures[-1]
  async def main():
      futures = []
      ${handler}
      asyncio.create_task(waits(futures))
      await asyncio.sleep(1)
      futures.clear()
      gc.collect()
      await asyncio.sleep(1)
  asyncio.run(main())
`;

test('it’s reported even if the program’s own exception handler ignores it', async () => {
  assert.deepEqual(await told(dropped('asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)')),
    [{ t: 1, by: 1, task: 2 }]);
});

test('objects left at the end of a run aren’t reported', async () => {
  assert.deepEqual(await told(`
    import asyncio
    async def main():
        await asyncio.Future()
    loop = asyncio.new_event_loop()
    task = loop.create_task(main())
    loop.run_until_complete(asyncio.sleep(1))
    loop.close()
    del task
  `.replace('\n', '')), []);
});
