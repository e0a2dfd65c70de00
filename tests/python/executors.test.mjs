// Executors with simulated workers, and the same programs with real ones in lock step. Every list of records was
// derived by hand from the rules in conformance.md before it was run.

import { agreesInLockStep, agreesWithThisMachine, gives } from '../oracle/check.mjs';
import { interpreters } from './interpreters.mjs';

gives('there are eight workers: the ninth job starts when the first worker is free', `
  import asyncio, time
  def job(n):
      print("begins", n)
      time.sleep(n)
  async def main():
      await asyncio.gather(*(asyncio.to_thread(job, n) for n in range(3, 12)))
      print("all")
  asyncio.run(main())
`, `
  0  task=- begins 3
  0  task=- begins 4
  0  task=- begins 5
  0  task=- begins 6
  0  task=- begins 7
  0  task=- begins 8
  0  task=- begins 9
  0  task=- begins 10
  3  task=- begins 11
  14 task=Task-1 all
`, { switches: false });

gives('jobs wait for a worker, first come, first served', `
  import asyncio, time
  from concurrent.futures import ThreadPoolExecutor
  def job(name, seconds):
      print(name, "begins")
      time.sleep(seconds)
      print(name, "ends")
  async def main():
      loop = asyncio.get_running_loop()
      pool = ThreadPoolExecutor(max_workers=2)
      await asyncio.gather(*(loop.run_in_executor(pool, job, *each) for each in
                             [("a", 3), ("b", 1), ("c", 1), ("d", 2), ("e", 1)]))
      print("all")
  asyncio.run(main())
`, `
  0 task=- a begins
  0 task=- b begins
  1 task=- b ends
  1 task=- c begins
  2 task=- c ends
  2 task=- d begins
  3 task=- a ends
  3 task=- e begins
  4 task=- d ends
  4 task=- e ends
  4 task=Task-1 all
`, { switches: false });

gives('a job that waits for a worker never starts once it’s cancelled', `
  import asyncio, time
  from concurrent.futures import ThreadPoolExecutor
  def job(name):
      print(name)
      time.sleep(2)
  async def main():
      loop = asyncio.get_running_loop()
      loop.set_default_executor(ThreadPoolExecutor(1))
      first, second, third = (loop.run_in_executor(None, job, n) for n in range(3))
      await asyncio.sleep(1)
      print(first.cancel(), second.cancel())
      await third
  asyncio.run(main())
`, `
  0 task=- 0
  1 task=Task-1 True True
  2 task=- 2
`, { switches: false });

gives('leaving an executor blocks until its jobs are done; its map returns results in order', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  def square(n):
      time.sleep(3 - n)
      print("squared", n)
      return n * n
  with ThreadPoolExecutor(max_workers=2) as pool:
      results = pool.map(square, range(3))
      print("mapped")
  print(list(results), time.time())
`, `
  0 task=- mapped
  2 task=- squared 1
  3 task=- squared 0
  3 task=- squared 2
  3 task=- [0, 1, 4] 3.0
`, { switches: false });

gives('result() blocks the loop until the job is done', `
  import asyncio, time
  from concurrent.futures import ThreadPoolExecutor
  def job():
      time.sleep(1)
      print("job")
      return 1
  async def main():
      asyncio.get_running_loop().call_later(0.5, print, "late")
      with ThreadPoolExecutor() as pool:
          future = pool.submit(job)
          print(future.running(), future.done())
          try:
              future.result(timeout=0.25)
          except TimeoutError:
              print("not yet")
          print(future.result(), future.done())
      await asyncio.sleep(0)
  asyncio.run(main())
`, `
  0    task=Task-1 True False
  0.25 task=Task-1 not yet
  1    task=- job
  1    task=Task-1 1 True
  1    task=- late
`, { switches: false });

gives('as_completed of thread futures returns them as they end', `
  import time
  from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
  def job(n):
      time.sleep(n)
      return n
  with ThreadPoolExecutor() as pool:
      for future in as_completed([pool.submit(job, n) for n in (3, 1, 2)]):
          print(future.result())
      done, pending = wait([pool.submit(job, n) for n in (3, 1)], return_when=FIRST_COMPLETED)
      print(len(done), len(pending))
  print(time.time())
`, `
  1 task=- 1
  2 task=- 2
  3 task=- 3
  4 task=- 1 1
  6 task=- 6.0
`, { switches: false });

gives('a program ends when its last thread does, and reports before that why it failed', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  def job():
      time.sleep(2)
      print("job")
  pool = ThreadPoolExecutor(1)
  pool.submit(job)
  pool.submit(job)
  pool.shutdown(wait=False)
  raise KeyError("over")
`, `
  0 task=- KeyError: 'over'
  2 task=- job
  4 task=- job
`, { switches: false });

gives('the worker that has been idle longest takes the next job', `
  import asyncio, threading, time
  def job(seconds):
      time.sleep(seconds)
      return threading.current_thread().name
  async def main():
      print(*await asyncio.gather(*(asyncio.to_thread(job, n) for n in (3, 1, 2))))
      print(await asyncio.to_thread(job, 1))
      print(await asyncio.to_thread(job, 1))
  asyncio.run(main())
`, `
  3 task=Task-1 asyncio_0 asyncio_1 asyncio_2
  4 task=Task-1 asyncio_1
  5 task=Task-1 asyncio_2
`, { switches: false });

gives('a thread future’s callbacks run in that thread, at the end of the job', `
  import threading, time
  from concurrent.futures import ThreadPoolExecutor
  def job(name):
      time.sleep(1)
      return name
  def ended(future):
      print(future.result(), "ended in", threading.current_thread().name)
      time.sleep(1)
      print("told")
  with ThreadPoolExecutor(1) as pool:
      pool.submit(job, "first").add_done_callback(ended)
      pool.submit(job, "second")
  print(time.time())
`, `
  1 task=- first ended in ThreadPoolExecutor-0_0
  2 task=- told
  3 task=- 3.0
`, { switches: false });

gives('a job that submits another one does so at its moment', `
  import asyncio, time
  from concurrent.futures import ThreadPoolExecutor
  pool = ThreadPoolExecutor(1)
  def inner(name):
      print(name, "begins")
      time.sleep(1)
      print(name, "ends")
  def outer():
      time.sleep(1)
      pool.submit(inner, "inner")
      print("submitted")
      time.sleep(1)
      print("outer ends")
  async def main():
      job = asyncio.to_thread(outer)
      await asyncio.gather(job, asyncio.get_running_loop().run_in_executor(pool, inner, "early"))
      pool.shutdown()
  asyncio.run(main())
`, `
  0 task=- early begins
  1 task=- early ends
  1 task=- inner begins
  1 task=- submitted
  2 task=- outer ends
  2 task=- inner ends
`, { switches: false });

gives('each worker is initialized before its first job', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  def prepare(what):
      time.sleep(0.5)
      print("prepared", what)
  def job(n):
      time.sleep(1)
      print("job", n)
  with ThreadPoolExecutor(2, initializer=prepare, initargs=("all",)) as pool:
      for n in range(3):
          pool.submit(job, n)
`, `
  0.5 task=- prepared all
  0.5 task=- prepared all
  1.5 task=- job 0
  1.5 task=- job 1
  2.5 task=- job 2
`, { switches: false });

gives('an executor accepts no job after its shutdown, and can cancel waiting ones', `
  import time
  from concurrent.futures import ThreadPoolExecutor
  pool = ThreadPoolExecutor(1)
  jobs = [pool.submit(time.sleep, 1) for _ in range(3)]
  pool.shutdown(cancel_futures=True)
  print([job.cancelled() for job in jobs], time.time())
  pool.submit(print)
`, `
  1 task=- [False, True, True] 1.0
  1 task=- RuntimeError: cannot schedule new futures after shutdown
`, { switches: false });

gives('acquiring a thread lock that isn’t free doesn’t let tasks run', `
  import asyncio, threading
  lock = threading.Lock()
  async def main():
      with lock:
          print(lock.acquire(timeout=1), lock.locked())
          await asyncio.sleep(1)
          lock.acquire()
  asyncio.run(main())
`, `
  1 task=Task-1 False True
  2 task=- deadlock: no task can run
`, { switches: false });

agreesInLockStep(interpreters());
agreesWithThisMachine();
