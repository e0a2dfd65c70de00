// Simulated threads do what real ones do in lock step, in programs made by chance.

import { amount } from '../full.mjs';
import { agreesInLockStep, dedent } from '../oracle/check.mjs';
import { interpreters } from './interpreters.mjs';

// Tasks and jobs that do anything, at moments that often coincide.
const anything = dedent(`
  import asyncio, random, threading, time
  from concurrent.futures import ThreadPoolExecutor
  def moments():
      return random.choice([0, 0.25, 0.5, 0.5, 1, random.random()])
  def job(loop, name, steps, fails, calls, second):
      for n, step in enumerate(steps):
          print(name, n, time.time(), threading.current_thread().name)
          if calls and not loop.is_closed():
              loop.call_soon_threadsafe(print, name, "calls", n)
          if second and n == 1:
              second.submit(job, loop, name + ".inner", steps[:1], False, calls, None)
          time.sleep(step)
      if fails:
          raise ValueError(name)
      return name
  def some(loop, name, pools):
      steps = [moments() for _ in range(random.randrange(4))]
      second = random.choice([None, None, pools[-1]])
      return job, loop, name, steps, random.random() < 0.2, random.random() < 0.3, second
  async def task(name, pools):
      loop = asyncio.get_running_loop()
      for n in range(random.randrange(1, 4)):
          what = random.randrange(7)
          try:
              if what == 0:
                  await asyncio.sleep(moments())
              elif what == 1:
                  time.sleep(moments())
              elif what == 2:
                  print(name, await asyncio.wait_for(asyncio.to_thread(*some(loop, f"{name}.{n}", pools)), moments()))
              elif what == 3:
                  print(name, await asyncio.to_thread(*some(loop, f"{name}.{n}", pools)))
              elif what == 4:
                  print(name, await asyncio.gather(*(loop.run_in_executor(pool, *some(loop, f"{name}.{n}", pools))
                                                     for pool in pools), return_exceptions=True))
              elif what == 5:
                  future = random.choice(pools).submit(*some(loop, f"{name}.{n}", pools))
                  future.add_done_callback(lambda future: print(name, "told", future.cancelled()))
                  await asyncio.sleep(moments())
                  print(name, future.cancel())
              else:
                  future = random.choice(pools).submit(*some(loop, f"{name}.{n}", pools))
                  print(name, future.result())
          except (TimeoutError, ValueError) as error:
              print(name, repr(error))
  async def main():
      pools = [ThreadPoolExecutor(random.randrange(1, 4)) for _ in range(2)]
      tasks = [asyncio.create_task(task(f"T{n}", pools)) for n in range(random.randrange(1, 5))]
      asyncio.get_running_loop().call_later(moments(), random.choice(tasks).cancel)
      await asyncio.gather(*tasks, return_exceptions=True)
      pools[0].shutdown(wait=random.random() < 0.5)
  asyncio.run(main())
`);
const many = Array.from({ length: amount(60, 1000) }, (_, n) => (
  { name: `anything, seed ${n}`, program: anything, options: { seed: n } }));

agreesInLockStep(interpreters(), many);
