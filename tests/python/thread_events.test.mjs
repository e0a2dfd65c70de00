// What a trace says of threads: each list of events was derived by hand from the rules in python/interleave/threads.py
// before it was run.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { python } from './python.mjs';

const words = {
  thread_started: ({ thread, name }) => `thread ${thread} ${name}`,
  job_began: ({ thread, task, function: called }) => `${thread} begins ${called} for ${task}`,
  job_slept: ({ thread, until }) => `${thread} sleeps until ${until}`,
  job_woke: ({ thread }) => `${thread} wakes`,
  job_ended: ({ thread, how, exception }) => `${thread} ${how}${exception && ` ${exception}`}`,
  printed: ({ text }) => `print ${text.trimEnd()}`,
};

function tells(name, source, expected, options = {}) {
  test(name, async () => {
    const { trace } = await python();
    const { events } = trace(dedent(source), options);
    const told = events.filter(({ kind }) => words[kind]).map((event) => `${event.t} ${words[event.kind](event)}`);
    assert.deepEqual(told, expected.trim().split('\n').map((line) => line.trim()));
  });
}

tells('a job begins, sleeps, wakes and ends in a thread of the default executor', `
  import asyncio, time
  def read():
      print("reads")
      time.sleep(1)
      print("has read")
  async def main():
      await asyncio.to_thread(read)
  asyncio.run(main())
`, `
  0 thread 1 asyncio_0
  0 1 begins read for 1
  0 print reads
  0 1 sleeps until 1
  1 1 wakes
  1 print has read
  1 1 done
`);

tells('each sleep is recorded between the job’s actions before and after it, even one of zero', `
  import asyncio, time
  def job():
      time.sleep(1)
      print("a")
      time.sleep(0)
      print("b")
      time.sleep(0.5)
      raise ValueError("no")
  async def main():
      await asyncio.gather(asyncio.to_thread(job), return_exceptions=True)
  asyncio.run(main())
`, `
  0 thread 1 asyncio_0
  0 1 begins job for 2
  0 1 sleeps until 1
  1 1 wakes
  1 print a
  1 1 sleeps until 1
  1 1 wakes
  1 print b
  1 1 sleeps until 1.5
  1.5 1 wakes
  1.5 1 failed ValueError
`);

tells('the next job begins in the free thread, and belongs to the task that submitted it', `
  import asyncio, time
  from concurrent.futures import ThreadPoolExecutor
  def work(n):
      time.sleep(n)
  async def ask(pool, n):
      await asyncio.get_running_loop().run_in_executor(pool, work, n)
  async def main():
      with ThreadPoolExecutor(2) as pool:
          await asyncio.gather(*(ask(pool, n) for n in (3, 1, 1)))
  asyncio.run(main())
`, `
  0 thread 1 ThreadPoolExecutor-0_0
  0 1 begins work for 2
  0 1 sleeps until 3
  0 thread 2 ThreadPoolExecutor-0_1
  0 2 begins work for 3
  0 2 sleeps until 1
  1 2 wakes
  1 2 done
  1 2 begins work for 4
  1 2 sleeps until 2
  2 2 wakes
  2 2 done
  3 1 wakes
  3 1 done
`);

tells('a job that never ends sleeps past the end of the run', `
  import asyncio, time
  def serve():
      while True:
          time.sleep(1)
  async def main():
      await asyncio.to_thread(serve)
  asyncio.run(main())
`, `
  0 thread 1 asyncio_0
  0 1 begins serve for 1
  0 1 sleeps until 1
  1 1 wakes
  1 1 sleeps until 2
  2 1 wakes
  2 1 sleeps until 3
`, { until: 2.5 });

tells('a job submitted by a thread belongs to no task, and a thread’s initializer is its first job', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  def prepare():
      time.sleep(0.5)
  def outer(pool):
      pool.submit(inner)
  def inner():
      pass
  pool = ThreadPoolExecutor(2, "reader", prepare)
  pool.submit(outer, pool)
  time.sleep(2)
`, `
  0 thread 1 reader_0
  0 1 begins prepare for 0
  0 1 sleeps until 0.5
  0.5 1 wakes
  0.5 1 done
  0.5 1 begins outer for 0
  0.5 thread 2 reader_1
  0.5 2 begins prepare for 0
  0.5 2 sleeps until 1
  0.5 1 done
  0.5 1 begins inner for 0
  0.5 1 done
  1 2 wakes
  1 2 done
`);

tells('a future’s callback in the thread belongs to the job', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  def job():
      time.sleep(1)
  with ThreadPoolExecutor(1) as pool:
      pool.submit(job).add_done_callback(lambda future: time.sleep(2))
`, `
  0 thread 1 ThreadPoolExecutor-0_0
  0 1 begins job for 0
  0 1 sleeps until 1
  1 1 wakes
  1 1 sleeps until 3
  3 1 wakes
  3 1 done
`);

tells('a program without jobs has no threads', `
  import asyncio
  from concurrent.futures import ThreadPoolExecutor
  async def main():
      ThreadPoolExecutor(3).shutdown()
      print("none")
  asyncio.run(main())
`, `
  0 print none
`);

test('a run that is followed further has the same events up to where it was cut', async () => {
  const { trace } = await python();
  const source = dedent(`
    import asyncio, time
    def job(n):
        for _ in range(9):
            time.sleep(n)
            print(n)
    async def main():
        await asyncio.gather(*(asyncio.to_thread(job, n) for n in (0.3, 0.5, 1)))
    asyncio.run(main())
  `);
  const whole = trace(source).events;
  for (const until of [0, 0.3, 0.99, 1, 2.5]) {
    const { events } = trace(source, { until });
    assert.deepEqual(events, whole.slice(0, events.length), `until ${until}`);
    assert.ok(events.length > 0 && whole[events.length].t > until, `all up to ${until} is there`);
  }
});
