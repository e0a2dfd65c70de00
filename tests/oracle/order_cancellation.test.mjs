// In which order CPython runs what is cancelled, as the oracle sees it, by the program or when
// a time is over. Every list of records was derived by hand before it was run.

import { agreesWithThisMachine, gives } from './check.mjs';

// Cancellation

gives('cancelling a task that awaits another is forwarded, and ends the inner one first', `
  import asyncio
  async def inner():
      await asyncio.sleep(10)
  async def outer(task):
      await task
  async def main():
      task = asyncio.create_task(inner(), name="inner")
      task = asyncio.create_task(outer(task), name="outer")
      await asyncio.sleep(1)
      task.cancel()
      try:
          await task
      except asyncio.CancelledError:
          print("cancelled")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create inner
  0 create outer
  0 step inner
  0 step outer
  1 step Task-1
  1 cancel outer
  1 cancel inner
  1 step inner
  1 cancelled inner
  1 step outer
  1 cancelled outer
  1 step Task-1
  1 task=Task-1 cancelled
  1 done Task-1
`);

gives('a task cancelled before it began has one step, in which none of its code runs', `
  import asyncio
  async def child():
      print("never printed")
  async def main():
      task = asyncio.create_task(child())
      task.cancel()
      await asyncio.sleep(0)
      print(task.cancelled())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 cancel Task-2
  0 step Task-2
  0 cancelled Task-2
  0 step Task-1
  0 task=Task-1 True
  0 done Task-1
`);

// The second cancel finds the sleep cancelled already and is kept for the next step, which is
// the one that throws: one CancelledError for both.
gives('two cancels before the next step throw once; a task may continue, and when done records none', `
  import asyncio
  async def child():
      try:
          await asyncio.sleep(5)
      except asyncio.CancelledError:
          print("no")
      await asyncio.sleep(1)
      print("still here")
  async def main():
      task = asyncio.create_task(child())
      await asyncio.sleep(0)
      task.cancel()
      task.cancel()
      print(task.cancelling())
      await task
      task.cancel()
      print("end")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 step Task-1
  0 cancel Task-2
  0 cancel Task-2
  0 task=Task-1 2
  0 step Task-2
  0 task=Task-2 no
  1 step Task-2
  1 task=Task-2 still here
  1 done Task-2
  1 step Task-1
  1 task=Task-1 end
  1 done Task-1
`);

gives('a task that was asked to cancel in its last step is cancelled although it returns', `
  import asyncio
  async def child():
      asyncio.current_task().cancel()
      print("returns")
  async def main():
      task = asyncio.create_task(child())
      try:
          await task
      except asyncio.CancelledError:
          print("cancelled")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 cancel Task-2
  0 task=Task-2 returns
  0 cancelled Task-2
  0 step Task-1
  0 task=Task-1 cancelled
  0 done Task-1
`);

gives('a task that cancels itself and awaits a task cancels that one once it waits for it', `
  import asyncio
  async def child():
      await asyncio.sleep(5)
  async def main():
      task = asyncio.create_task(child())
      asyncio.current_task().cancel()
      print("before")
      try:
          await task
      except asyncio.CancelledError:
          print(task.cancelled())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 cancel Task-1
  0 task=Task-1 before
  0 cancel Task-2
  0 step Task-2
  0 cancelled Task-2
  0 step Task-1
  0 task=Task-1 True
  0 done Task-1
`);

gives('shield keeps a cancellation from the shielded task', `
  import asyncio
  async def inner():
      await asyncio.sleep(2)
      print("inner ends")
  async def outer(task):
      await asyncio.shield(task)
  async def main():
      shielded = asyncio.create_task(inner(), name="inner")
      task = asyncio.create_task(outer(shielded), name="outer")
      await asyncio.sleep(1)
      task.cancel()
      await shielded
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create inner
  0 create outer
  0 step inner
  0 step outer
  1 step Task-1
  1 cancel outer
  1 step outer
  1 cancelled outer
  2 step inner
  2 task=inner inner ends
  2 done inner
  2 step Task-1
  2 done Task-1
`);

// Timeouts

gives('wait_for runs a coroutine in the same task, and makes a task only if the timeout is zero', `
  import asyncio
  async def slow():
      try:
          await asyncio.sleep(5)
      finally:
          print("slow ends")
  async def main():
      try:
          await asyncio.wait_for(slow(), 1)
      except TimeoutError:
          print("too late")
      print(await asyncio.wait_for(asyncio.sleep(1, "in time"), 2))
      try:
          await asyncio.wait_for(slow(), 0)
      except TimeoutError:
          print("at once")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 cancel Task-1
  1 step Task-1
  1 task=Task-1 slow ends
  1 task=Task-1 too late
  2 step Task-1
  2 task=Task-1 in time
  2 create Task-2
  2 cancel Task-2
  2 step Task-2
  2 cancelled Task-2
  2 step Task-1
  2 task=Task-1 at once
  2 done Task-1
`, { since: 3.12 });

gives('a timeout cancels its task at the deadline, and does nothing if its block ended in time', `
  import asyncio
  async def main():
      try:
          async with asyncio.timeout(1) as limit:
              await asyncio.sleep(5)
      except TimeoutError:
          print(limit.expired())
      async with asyncio.timeout(3):
          await asyncio.sleep(1)
          print("in time")
      await asyncio.sleep(5)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 cancel Task-1
  1 step Task-1
  1 task=Task-1 True
  2 step Task-1
  2 task=Task-1 in time
  7 step Task-1
  7 done Task-1
`);

// Both are due at t=1. The sleep's timer was set first: its future has its result when the
// timeout cancels the task, so the wake-up that is queued already throws the CancelledError.
gives('a timeout and the sleep inside it may be due at once: the timeout wins', `
  import asyncio
  async def main():
      sleeper = asyncio.get_running_loop().create_future()
      asyncio.get_running_loop().call_later(1, sleeper.set_result, None)
      try:
          async with asyncio.timeout(1):
              await sleeper
              print("slept")
      except TimeoutError:
          print("too late")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 cancel Task-1
  1 step Task-1
  1 task=Task-1 too late
  1 done Task-1
`);

agreesWithThisMachine();
