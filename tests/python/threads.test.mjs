// Jobs in simulated threads, and the same programs with real threads in lock step. Every list of records was derived by
// hand from the rules in conformance.md before it was run.

import assert from 'node:assert/strict';
import test from 'node:test';
import { amount } from '../full.mjs';
import { agreesInLockStep, agreesWithThisMachine, dedent, gives } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';

gives('a job runs in a thread of its own, and its end wakes the task that awaits it', `
  import asyncio, time
  def job():
      print("begins")
      time.sleep(1)
      print("ends")
      return "result"
  async def tick():
      for n in range(3):
          print("tick", n)
          await asyncio.sleep(0.4)
  async def main():
      ticks = asyncio.create_task(tick())
      print(await asyncio.to_thread(job))
  asyncio.run(main())
`, `
  0   create Task-1
  0   step Task-1
  0   create Task-2
  0   task=- begins
  0   step Task-2
  0   task=Task-2 tick 0
  0.4 step Task-2
  0.4 task=Task-2 tick 1
  0.8 step Task-2
  0.8 task=Task-2 tick 2
  1   task=- ends
  1   step Task-1
  1   task=Task-1 result
  1   done Task-1
  1   cancel Task-2
  1   step Task-2
  1   cancelled Task-2
`);

gives('a job that does not sleep is over before anything else runs; its end is a callback', `
  import asyncio
  def job():
      print("job")
  async def other():
      print("other")
  async def main():
      task = asyncio.create_task(other())
      await asyncio.to_thread(job)
      print("awaited")
      await task
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 task=- job
  0 step Task-2
  0 task=Task-2 other
  0 done Task-2
  0 step Task-1
  0 task=Task-1 awaited
  0 done Task-1
`);

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

gives('an exception leaves the job for the task that awaits it', `
  import asyncio, time
  def job():
      time.sleep(1)
      raise ValueError("no")
  async def main():
      try:
          await asyncio.to_thread(job)
      except ValueError as error:
          print("caught", error)
      await asyncio.get_running_loop().run_in_executor(None, job)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 task=Task-1 caught no
  2 step Task-1
  2 failed Task-1 ValueError
  2 task=- ValueError: no
`);

gives('a job that has begun goes on when its task is cancelled, and asyncio.run waits for it', `
  import asyncio, time
  def job():
      for n in range(3):
          time.sleep(1)
          print("job", n)
  async def main():
      task = asyncio.create_task(asyncio.to_thread(job))
      await asyncio.sleep(1.5)
      task.cancel()
      try:
          await task
      except asyncio.CancelledError:
          print("cancelled")
  asyncio.run(main())
  print("end")
`, `
  0   create Task-1
  0   step Task-1
  0   create Task-2
  0   step Task-2
  1   task=- job 0
  1.5 step Task-1
  1.5 cancel Task-2
  1.5 step Task-2
  1.5 cancelled Task-2
  1.5 step Task-1
  1.5 task=Task-1 cancelled
  1.5 done Task-1
  2   task=- job 1
  3   task=- job 2
  3   task=- end
`);

gives('a job that waits for a worker never starts once it is cancelled', `
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

gives('a timeout ends the wait for a job, not the job', `
  import asyncio, time
  def job():
      time.sleep(2)
      print("done all the same")
  async def main():
      try:
          await asyncio.wait_for(asyncio.to_thread(job), 0.5)
      except TimeoutError:
          print("too slow")
      try:
          async with asyncio.timeout(0.5):
              await asyncio.to_thread(job)
      except TimeoutError:
          print("too slow")
  asyncio.run(main())
`, `
  0.5 task=Task-1 too slow
  1   task=Task-1 too slow
  2   task=- done all the same
  2.5 task=- done all the same
`, { switches: false });

gives('while the loop is held threads go on, and their ends wait for the loop', `
  import asyncio, time
  def job(name, seconds):
      time.sleep(seconds)
      print(name)
  async def main():
      jobs = [asyncio.create_task(asyncio.to_thread(job, f"job {n}", n)) for n in (1, 2, 4)]
      asyncio.get_running_loop().call_later(0.5, print, "timer")
      await asyncio.sleep(0)
      print("blocks")
      time.sleep(3)
      print("blocked")
      asyncio.get_running_loop().call_soon(print, "queued after the ends of jobs")
      await asyncio.gather(*jobs)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 create Task-3
  0 create Task-4
  0 step Task-2
  0 step Task-3
  0 step Task-4
  0 step Task-1
  0 task=Task-1 blocks
  1 task=- job 1
  2 task=- job 2
  3 task=Task-1 blocked
  3 task=- queued after the ends of jobs
  3 task=- timer
  3 step Task-2
  3 done Task-2
  3 step Task-3
  3 done Task-3
  4 task=- job 4
  4 step Task-4
  4 done Task-4
  4 step Task-1
  4 done Task-1
`);

gives('at one moment jobs come in the order of submission, before the timers', `
  import asyncio, time
  def job(name, *seconds):
      for each in seconds:
          time.sleep(each)
      print(name)
  async def main():
      loop = asyncio.get_running_loop()
      loop.call_later(1, print, "timer")
      first = loop.run_in_executor(None, job, "first", 0.5, 0.5)
      second = loop.run_in_executor(None, job, "second", 1)
      third = loop.run_in_executor(None, job, "third", 0.25, 0.75)
      await asyncio.sleep(1)
      print("slept")
      await asyncio.gather(first, second, third)
  asyncio.run(main())
`, `
  1 task=- first
  1 task=- second
  1 task=- third
  1 task=- timer
  1 task=Task-1 slept
`, { switches: false });

gives('time.sleep(0) lets the others of that moment go first', `
  import asyncio, time
  def job(name):
      print(name, 1)
      time.sleep(0)
      print(name, 2)
      time.sleep(1)
      print(name, 3)
      time.sleep(0)
      print(name, 4)
  async def main():
      await asyncio.gather(*(asyncio.to_thread(job, name) for name in "ab"))
  asyncio.run(main())
`, `
  0 task=- a 1
  0 task=- b 1
  0 task=- a 2
  0 task=- b 2
  1 task=- a 3
  1 task=- a 4
  1 task=- b 3
  1 task=- b 4
`, { switches: false });

gives('to_thread hands its context variables on, run_in_executor does not', `
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

gives('tasks of all kinds submit jobs: a group, a nested coroutine, one job after another', `
  import asyncio, time
  def read(name, seconds):
      time.sleep(seconds)
      return name.upper()
  async def both(first, second):
      return await asyncio.to_thread(read, first, 1) + await asyncio.to_thread(read, second, 2)
  async def main():
      async with asyncio.TaskGroup() as group:
          left = group.create_task(both("a", "b"))
          right = group.create_task(both("c", "d"))
          print(await asyncio.to_thread(read, "e", 1.5))
      print(left.result(), right.result())
  asyncio.run(main())
`, `
  0   create Task-1
  0   step Task-1
  0   create Task-2
  0   create Task-3
  0   step Task-2
  0   step Task-3
  1   step Task-2
  1   step Task-3
  1.5 step Task-1
  1.5 task=Task-1 E
  3   step Task-2
  3   done Task-2
  3   step Task-3
  3   done Task-3
  3   step Task-1
  3   task=Task-1 AB CD
  3   done Task-1
`);

gives('leaving an executor blocks until its jobs are done; its map gives results in order', `
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

gives('result() holds the loop until the job is done', `
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

gives('as_completed of futures of threads gives them as they end', `
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

gives('a program ends when its last thread does, and says before why it failed', `
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

gives('asyncio.run waits for a job before its exception leaves it', `
  import asyncio, time
  def job():
      time.sleep(2)
      print("job")
  async def main():
      asyncio.get_running_loop().run_in_executor(None, job)
      await asyncio.sleep(1)
      raise ValueError("over")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 failed Task-1 ValueError
  2 task=- job
  2 task=- ValueError: over
`);

gives('a job has a thread with a name, data of its own, and no running loop', `
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

gives('of the workers that rest, the one that has rested longest takes the next job', `
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

gives('a wait with a time limit is a sleep', `
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

gives('what a future of a thread calls back runs in that thread, at the end of the job', `
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

gives('an executor takes no job after its shutdown, and can cancel those that wait', `
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

gives('a lock of threads that is not free waits for no task', `
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
agreesWithThisMachine();

const refuses = (name, source, error) => test(name, async () => {
  const { run } = await oracle();
  assert.equal(run(dedent(source)).records.at(-1).replace(/^.*? task=- /, ''), error);
});

refuses('a thread of the program\'s own is refused', `
  import threading
  threading.Thread(target=print).start()
`, 'RuntimeError: A program can\'t start threads of its own here: asyncio.to_thread and ThreadPoolExecutor run functions '
  + 'in simulated ones.');

refuses('a job that runs a coroutine on the loop is refused', `
  import asyncio
  def job(loop):
      return asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop).result()
  async def main():
      await asyncio.to_thread(job, asyncio.get_running_loop())
  asyncio.run(main())
`, 'RuntimeError: A job in a simulated thread can\'t run a coroutine on the loop: let the function return, and await the '
  + 'coroutine where the job is awaited.');

refuses('a job that waits for another thread is refused', `
  import asyncio, queue
  async def main():
      await asyncio.to_thread(queue.Queue().get)
  asyncio.run(main())
`, 'RuntimeError: A job in a simulated thread can\'t wait for another thread, because its function runs in one go: let it '
  + 'return, and wait in the coroutine that awaits it.');

refuses('a job that runs a loop of its own is refused', `
  import asyncio
  async def inner():
      pass
  async def main():
      await asyncio.to_thread(lambda: asyncio.new_event_loop().run_forever())
  asyncio.run(main())
`, 'RuntimeError: A job in a simulated thread can\'t run an event loop of its own: await the coroutine where the job is '
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

test('lanes of threads can be drawn: who ran what, from when to when, and when it slept', async () => {
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
