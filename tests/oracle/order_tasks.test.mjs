// In which order CPython runs a program's tasks, as the oracle sees it, from the first that is
// made to the end of asyncio.run. Every list of records was derived by hand before it was run.

import { agreesWithThisMachine, gives } from './check.mjs';

// Tasks

gives('a task is created at once and first runs when its creator is suspended', `
  import asyncio
  async def child():
      print("child")
  async def main():
      task = asyncio.create_task(child())
      print("created")
      await task
      print("awaited")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 task=Task-1 created
  0 step Task-2
  0 task=Task-2 child
  0 done Task-2
  0 step Task-1
  0 task=Task-1 awaited
  0 done Task-1
`);

gives('awaiting a ready result isn’t a step; sleep(0) is one', `
  import asyncio
  async def plain():
      return 1
  async def main():
      print(await plain())
      future = asyncio.get_running_loop().create_future()
      future.set_result(2)
      print(await future)
      await asyncio.sleep(0)
      print("after")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 task=Task-1 1
  0 task=Task-1 2
  0 step Task-1
  0 task=Task-1 after
  0 done Task-1
`);

gives('a second asyncio.run has Task-4 as its main, and the clock continues', `
  import asyncio
  async def main():
      await asyncio.sleep(1)
      print("hello")
  asyncio.run(main())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 task=Task-1 hello
  1 done Task-1
  1 create Task-4
  1 step Task-4
  2 step Task-4
  2 task=Task-4 hello
  2 done Task-4
`);

gives('the runs of one Runner share a loop and its numbers', `
  import asyncio
  async def main():
      await asyncio.sleep(1)
      print("hello")
  with asyncio.Runner() as runner:
      runner.run(main())
      runner.run(main())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 task=Task-1 hello
  1 done Task-1
  1 create Task-2
  1 step Task-2
  2 step Task-2
  2 task=Task-2 hello
  2 done Task-2
  2 create Task-5
  2 step Task-5
  3 step Task-5
  3 task=Task-5 hello
  3 done Task-5
`);

gives('a failing task fails before its awaiting task resumes', `
  import asyncio
  async def fails():
      await asyncio.sleep(1)
      raise ValueError("no")
  async def main():
      task = asyncio.create_task(fails())
      try:
          await task
      except ValueError as error:
          print("caught", error)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  1 step Task-2
  1 failed Task-2 ValueError
  1 step Task-1
  1 task=Task-1 caught no
  1 done Task-1
`);

gives('callbacks run without a task, and a cancelled one not at all', `
  import asyncio
  async def main():
      loop = asyncio.get_running_loop()
      loop.call_soon(print, "soon")
      loop.call_later(1, print, "later")
      loop.call_at(0.5, print, "at")
      loop.call_later(0.7, print, "never").cancel()
      task = asyncio.create_task(asyncio.sleep(0.6))
      task.add_done_callback(lambda task: print("done callback"))
      await asyncio.sleep(2)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 task=- soon
  0 step Task-2
  0.5 task=- at
  0.6 step Task-2
  0.6 done Task-2
  0.6 task=- done callback
  1 task=- later
  2 step Task-1
  2 done Task-1
`);

gives('an eager task takes its first step inside create_task', `
  import asyncio
  async def quick():
      print("quick")
  async def slow():
      print("slow")
      await asyncio.sleep(1)
      print("woke")
  async def main():
      asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
      task = asyncio.create_task(quick())
      print(task.done())
      task = asyncio.create_task(slow(), name="slow one")
      print(task.done())
      await task
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 task=Task-2 quick
  0 done Task-2
  0 task=Task-1 True
  0 create slow_one
  0 step slow_one
  0 task=slow_one slow
  0 task=Task-1 False
  1 step slow_one
  1 task=slow_one woke
  1 done slow_one
  1 step Task-1
  1 done Task-1
`, { since: 3.12 });

// The end of asyncio.run

gives('asyncio.run cancels the remaining tasks, in the order of creation, and waits for them', `
  import asyncio
  async def worker(delay):
      try:
          await asyncio.sleep(10)
      finally:
          await asyncio.sleep(delay)
          print("cleaned up")
  async def main():
      for name, delay in ("a", 2), ("b", 1):
          asyncio.create_task(worker(delay), name=name)
      await asyncio.sleep(1)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create a
  0 create b
  0 step a
  0 step b
  1 step Task-1
  1 done Task-1
  1 cancel a
  1 cancel b
  1 step a
  1 step b
  2 step b
  2 task=b cleaned up
  2 cancelled b
  3 step a
  3 task=a cleaned up
  3 cancelled a
`);

// Task-2 is shutdown_asyncgens, which isn't recorded; it closes the generator in a task of
// its own, Task-3. Task-4 shuts the executor down.
gives('asyncio.run closes the remaining asynchronous generators, each in a task', `
  import asyncio
  async def ticker():
      try:
          while True:
              yield
      finally:
          await asyncio.sleep(1)
          print("closed")
  async def main():
      global ticks
      ticks = ticker()
      await anext(ticks)
      print("left")
  asyncio.run(main())
  asyncio.run(asyncio.sleep(0))
`, `
  0 create Task-1
  0 step Task-1
  0 task=Task-1 left
  0 done Task-1
  0 create Task-3
  0 step Task-3
  1 step Task-3
  1 task=Task-3 closed
  1 done Task-3
  1 create Task-5
  1 step Task-5
  1 step Task-5
  1 done Task-5
`);

gives('several generators are closed in the order in which they began', `
  import asyncio
  async def ticker(name):
      try:
          yield
      finally:
          print(name)
  async def main():
      global left
      left = [ticker(n) for n in range(20)]
      for ticks in reversed(left):
          await anext(ticks)
  asyncio.run(main())
`, Array.from({ length: 20 }, (_, n) => `0 task=Task-${n + 3} ${19 - n}`).join('\n'),
{ switches: false });

gives('a task created in main’s last step still takes its first step, before asyncio.run cancels', `
  import asyncio
  async def child():
      print("child")
  async def main():
      asyncio.create_task(child())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 done Task-1
  0 step Task-2
  0 task=Task-2 child
  0 done Task-2
`);

// The loop stops at the end of the turn in which main's done callback runs. The two tasks of
// the shutdown take two turns each, a step and a done callback, in which others run too.
gives('callbacks that queue one another run for four more turns after asyncio.run’s main has ended', `
  import asyncio
  def tick(n):
      print(n)
      asyncio.get_running_loop().call_soon(tick, n + 1)
  async def main():
      asyncio.get_running_loop().call_soon(tick, 0)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 done Task-1
  0 task=- 0
  0 task=- 1
  0 task=- 2
  0 task=- 3
  0 task=- 4
`);

agreesWithThisMachine();
