// What simulated threads and networks do keeps the rules of docs/trace-format.md: the trace's reader takes it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { interleave } from '../runner.mjs';
import { programs } from './network_programs.mjs';
import { python } from './python.mjs';

const accepted = (name, source) => test(`the trace's reader takes it: ${name}`, async () => {
  const { trace } = await python();
  const { events, ending } = trace(source, { until: 1000 });
  assert.equal(ending, 'finished');
  const shown = await interleave(['show', 'trace.json', '--switches'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
  assert.match(shown, /done Task-1/);
});

for (const { name, source } of programs) accepted(name, source);

accepted('threads that do something while a task holds the loop', dedent(`
  import asyncio, threading, time
  from concurrent.futures import ThreadPoolExecutor
  def job(loop, n):
      print("begins", n)
      loop.call_soon_threadsafe(print, "at once").cancel()
      time.sleep(n)
      loop.call_soon_threadsafe(print, "later")
      print("ends", n)
  async def main():
      loop = asyncio.get_running_loop()
      jobs = [asyncio.create_task(asyncio.to_thread(job, loop, n)) for n in range(10)]
      await asyncio.sleep(1)
      time.sleep(2.5)
      jobs[8].cancel()
      with ThreadPoolExecutor(2) as pool:
          print([pool.submit(job, loop, 2).result() for n in range(3)])
      await asyncio.wait(jobs)
  asyncio.run(main())
`));
