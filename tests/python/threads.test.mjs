// Jobs in simulated threads, and the same programs with real threads in lock step. Every list of records was derived by
// hand from the rules in conformance.md before it was run.

import { agreesInLockStep, agreesWithThisMachine, gives } from '../oracle/check.mjs';
import { interpreters } from './interpreters.mjs';

gives('a job runs in its own thread, and its end wakes the awaiting task', `
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

gives('a job that doesn’t sleep is over before anything else runs; its end is a callback', `
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

gives('an exception goes from the job to the awaiting task', `
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

gives('a job that has begun continues when its task is cancelled, and asyncio.run waits for it', `
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

gives('while the loop is blocked, threads continue, and their ends wait for the loop', `
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

gives('at the same moment jobs come in the order of submission, before the timers', `
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

gives('time.sleep(0) lets the others at that moment go first', `
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

gives('asyncio.run waits for a job before its exception ends the program', `
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

agreesInLockStep(interpreters());
agreesWithThisMachine();
