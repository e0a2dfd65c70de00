// What the function of a job finds in its simulated thread; the same with real threads in lock step. Every list of
// records was derived by hand from the rules in conformance.md before it was run.

import { agreesInLockStep, agreesWithThisMachine, gives } from '../oracle/check.mjs';
import { interpreters } from './interpreters.mjs';

gives('to_thread passes its context variables on, run_in_executor doesn’t', `
  import asyncio, contextvars
  who = contextvars.ContextVar("who", default="nobody")
  def job():
      before = who.get()
      who.set("the job")
      return before
  async def main():
      who.set("main")
      loop = asyncio.get_running_loop()
      print(await asyncio.to_thread(job))
      print(await loop.run_in_executor(None, job))
      print(await loop.run_in_executor(None, job))
      print(who.get())
  asyncio.run(main())
`, `
  0 task=Task-1 main
  0 task=Task-1 nobody
  0 task=Task-1 the job
  0 task=Task-1 main
`, { switches: false });

gives('a job hands calls over to the loop, each at its moment', `
  import asyncio, time
  def job(loop, queue):
      loop.call_soon_threadsafe(queue.put_nowait, "at once")
      time.sleep(1)
      handle = loop.call_soon_threadsafe(print, "never")
      handle.cancel()
      loop.call_soon_threadsafe(queue.put_nowait, "later")
      time.sleep(1)
      loop.call_soon_threadsafe(queue.put_nowait, None)
      return handle.cancelled()
  async def main():
      queue = asyncio.Queue()
      done = asyncio.create_task(asyncio.to_thread(job, asyncio.get_running_loop(), queue))
      while item := await queue.get():
          print(item)
      print(await done)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 step Task-1
  0 task=Task-1 at once
  1 step Task-1
  1 task=Task-1 later
  2 step Task-1
  2 step Task-2
  2 done Task-2
  2 step Task-1
  2 task=Task-1 True
  2 done Task-1
`);

gives('a job has a thread with a name, its own data, and no running loop', `
  import asyncio, threading, time
  from concurrent.futures import ThreadPoolExecutor
  data = threading.local()
  def job():
      data.calls = getattr(data, "calls", 0) + 1
      try:
          asyncio.get_running_loop()
      except RuntimeError as error:
          print(error)
      time.sleep(1)
      return threading.current_thread().name, data.calls, threading.current_thread() is threading.main_thread()
  async def main():
      print(*await asyncio.to_thread(job))
      loop = asyncio.get_running_loop()
      with ThreadPoolExecutor(2) as pool, ThreadPoolExecutor(1, "mine") as other:
          for where in pool, pool, pool, other:
              print(*await loop.run_in_executor(where, job))
      print(threading.current_thread().name, hasattr(data, "calls"))
  asyncio.run(main())
`, `
  0 task=- no running event loop
  1 task=Task-1 asyncio_0 1 False
  1 task=- no running event loop
  2 task=Task-1 ThreadPoolExecutor-0_0 1 False
  2 task=- no running event loop
  3 task=Task-1 ThreadPoolExecutor-0_0 2 False
  3 task=- no running event loop
  4 task=Task-1 ThreadPoolExecutor-0_0 3 False
  4 task=- no running event loop
  5 task=Task-1 mine_0 1 False
  5 task=Task-1 MainThread False
`, { switches: false });

gives('clocks in a job show its own time', `
  import asyncio, time, datetime
  def job(loop):
      for _ in range(2):
          print(time.time(), time.monotonic(), loop.time(), datetime.datetime.now().second)
          time.sleep(1.5)
  async def main():
      await asyncio.gather(asyncio.to_thread(job, asyncio.get_running_loop()), asyncio.sleep(2))
      print(time.time())
  asyncio.run(main())
`, `
  0   task=- 0.0 0.0 0.0 0
  1.5 task=- 1.5 1.5 1.5 1
  3   task=Task-1 3.0
`, { switches: false });

gives('a wait with a timeout is a sleep', `
  import asyncio, threading, time
  stop = threading.Event()
  def poll():
      for n in range(3):
          print("poll", n, stop.wait(timeout=0.5))
      return "gave up"
  async def main():
      print(await asyncio.to_thread(poll))
      stop.set()
      print(stop.wait(1))
  asyncio.run(main())
`, `
  0.5 task=- poll 0 False
  1   task=- poll 1 False
  1.5 task=- poll 2 False
  1.5 task=Task-1 gave up
  1.5 task=Task-1 True
`, { switches: false });

gives('a run that is cut off shows what threads did until then', `
  import asyncio, time
  def job(seconds):
      while True:
          time.sleep(seconds)
          print("job", seconds)
  async def main():
      await asyncio.gather(asyncio.to_thread(job, 1), asyncio.to_thread(job, 0.75))
  asyncio.run(main())
`, `
  0    create Task-1
  0    step Task-1
  0    create Task-2
  0    create Task-3
  0    step Task-2
  0    step Task-3
  0.75 task=- job 0.75
  1    task=- job 1
  1.5  task=- job 0.75
  2    task=- job 1
`, { until: 2.1 });

agreesInLockStep(interpreters());
agreesWithThisMachine();
