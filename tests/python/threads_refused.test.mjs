// What a job in a simulated thread can't do, where it ends, and what is known of it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';

const refuses = (name, source, error) => test(name, async () => {
  const { run } = await oracle();
  assert.equal(run(dedent(source)).records.at(-1).replace(/^.*? task=- /, ''), `RuntimeError: ${error}`);
});

refuses('a thread of the program\'s own is refused', `
  import threading
  threading.Thread(target=print).start()
`, 'A program can\'t start threads of its own here: asyncio.to_thread and ThreadPoolExecutor run functions '
  + 'in simulated ones.');

refuses('a job that runs a coroutine on the loop is refused', `
  import asyncio
  def job(loop):
      return asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop).result()
  async def main():
      await asyncio.to_thread(job, asyncio.get_running_loop())
  asyncio.run(main())
`, 'A job in a simulated thread can\'t run a coroutine on the loop: let the function return, and await the '
  + 'coroutine where the job is awaited.');

refuses('a job that waits for another thread is refused', `
  import asyncio, queue
  async def main():
      await asyncio.to_thread(queue.Queue().get)
  asyncio.run(main())
`, 'A job in a simulated thread can\'t wait for another thread, because its function runs in one go: let it '
  + 'return, and wait in the coroutine that awaits it.');

refuses('a job that waits for one that hasn\'t begun is refused', `
  import asyncio
  from concurrent.futures import ThreadPoolExecutor
  async def main():
      pool = ThreadPoolExecutor(1)
      def waits():
          pool.submit(print).result(1)
      await asyncio.get_running_loop().run_in_executor(pool, waits)
  asyncio.run(main())
`, 'A job in a simulated thread can wait for another one only once that has begun, because its function runs in '
  + 'one go: let it return, and wait in the coroutine that awaits it.');

refuses('a job that runs its own loop is refused', `
  import asyncio
  async def inner():
      pass
  async def main():
      await asyncio.to_thread(lambda: asyncio.new_event_loop().run_forever())
  asyncio.run(main())
`, 'A job in a simulated thread can\'t run an event loop of its own: await the coroutine where the job is '
  + 'awaited.');

test('a job without end is cut off at the limit of events', async () => {
  const { run } = await oracle();
  const { ending } = run(dedent(`
    import asyncio, time
    def job():
        while True:
            time.sleep(1)
    asyncio.run(asyncio.to_thread(job))
  `), { most_events: 1000 });
  assert.equal(ending, 'events');
});

test('lanes of threads can be drawn: which function ran when, and when it slept', async () => {
  const { run } = await oracle();
  const { threads } = run(dedent(`
    import asyncio, functools, time
    from concurrent.futures import ThreadPoolExecutor
    def fetch(seconds):
        time.sleep(seconds)
        time.sleep(1)
    async def main():
        await asyncio.to_thread(fetch, 2)
        pool = ThreadPoolExecutor(1)
        jobs = [pool.submit(functools.partial(fetch, 1)), pool.submit(time.sleep, 0.5)]
        pool.shutdown()
    asyncio.run(main())
  `));
  assert.deepEqual(threads, [
    [1, 'fetch', 0, 3, [[0, 2], [2, 3]]],
    [2, 'fetch', 3, 5, [[3, 4], [4, 5]]],
    [2, 'sleep', 5, 5.5, [[5, 5.5]]],
  ]);
});
