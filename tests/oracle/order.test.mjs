// In which order CPython runs things, as the oracle sees it: what tasks, cancellation, groups,
// queues, timeouts and asyncio.run's end do step by step. Every list of records was derived
// by hand before it was run.

import { agreesWithThisMachine, gives } from './check.mjs';

// Tasks

gives('a task is created at once and first runs when its creator pauses', `
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

gives('awaiting what is already there is no step; sleep(0) is one', `
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

gives('a second asyncio.run has Task-4 for its main, and the clock goes on', `
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

gives('a failing task is failed before its awaiter hears of it', `
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

gives('a task cancelled before it began has one step, in which nothing of it runs', `
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
gives('two cancels before the next step throw once; a task may go on, and when done records none', `
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

gives('a task told to cancel in its last step is cancelled although it returns', `
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

gives('shield keeps a cancellation from what it shields', `
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

// Collecting

gives('gather makes a task of each coroutine and gives results in the order of arguments', `
  import asyncio
  async def wait(name, delay):
      await asyncio.sleep(delay)
      print(name)
      return name
  async def main():
      print(await asyncio.gather(wait("a", 2), wait("b", 1), wait("c", 2)))
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
  1 step Task-3
  1 task=Task-3 b
  1 done Task-3
  2 step Task-2
  2 task=Task-2 a
  2 done Task-2
  2 step Task-4
  2 task=Task-4 c
  2 done Task-4
  2 step Task-1
  2 task=Task-1 ['a', 'b', 'c']
  2 done Task-1
`);

gives('an exception leaves gather at once, and the others go on', `
  import asyncio
  async def fails():
      await asyncio.sleep(1)
      raise ValueError("no")
  async def other():
      await asyncio.sleep(2)
      print("other ends")
  async def main():
      try:
          await asyncio.gather(other(), fails())
      except ValueError as error:
          print("caught", error)
      await asyncio.sleep(2)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 create Task-3
  0 step Task-2
  0 step Task-3
  1 step Task-3
  1 failed Task-3 ValueError
  1 step Task-1
  1 task=Task-1 caught no
  2 step Task-2
  2 task=Task-2 other ends
  2 done Task-2
  3 step Task-1
  3 done Task-1
`);

gives('cancelling a task that gathers cancels all that it gathers, in their order', `
  import asyncio
  async def wait():
      await asyncio.sleep(5)
  async def gathers():
      await asyncio.gather(wait(), wait())
  async def main():
      task = asyncio.create_task(gathers())
      await asyncio.sleep(1)
      task.cancel()
      await asyncio.wait([task])
      print(task.cancelled())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 create Task-3
  0 create Task-4
  0 step Task-3
  0 step Task-4
  1 step Task-1
  1 cancel Task-2
  1 cancel Task-3
  1 cancel Task-4
  1 step Task-3
  1 cancelled Task-3
  1 step Task-4
  1 cancelled Task-4
  1 step Task-2
  1 cancelled Task-2
  1 step Task-1
  1 task=Task-1 True
  1 done Task-1
`);

// At t=1 the group's callback cancels what is left, in the order of creation, then main, which
// waits at the end of the block. Main's step comes before the callbacks of the cancelled two:
// it finds them still in the group and waits once more.
gives('a failing child cancels its group: the others in order of creation, then the parent', `
  import asyncio
  async def fails():
      await asyncio.sleep(1)
      raise ValueError("no")
  async def wait(name):
      try:
          await asyncio.sleep(9)
      finally:
          print(name)
  async def main():
      try:
          async with asyncio.TaskGroup() as group:
              group.create_task(wait("a"))
              group.create_task(fails())
              group.create_task(wait("b"))
              print("body ends")
      except* ValueError as error:
          print(repr(error))
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 create Task-3
  0 create Task-4
  0 task=Task-1 body ends
  0 step Task-2
  0 step Task-3
  0 step Task-4
  1 step Task-3
  1 failed Task-3 ValueError
  1 cancel Task-2
  1 cancel Task-4
  1 cancel Task-1
  1 step Task-2
  1 task=Task-2 a
  1 cancelled Task-2
  1 step Task-4
  1 task=Task-4 b
  1 cancelled Task-4
  1 step Task-1
  1 step Task-1
  1 task=Task-1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('no')])
  1 done Task-1
`);

gives('an uncaught group is one line', `
  import asyncio
  async def fails():
      raise ValueError("no")
  async def main():
      async with asyncio.TaskGroup() as group:
          group.create_task(fails())
  asyncio.run(main())
`, `
  0 task=- ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
`, { switches: false });

gives('wait gives its tasks in the order of its argument, or of creation if that is a set', `
  import asyncio
  async def main():
      a, b, c, d, e = (asyncio.create_task(asyncio.sleep(delay), name=name)
                       for name, delay in zip("abcde", (1, 3, 1, 2, 1)))
      done, pending = await asyncio.wait([e, d, c, b, a], return_when=asyncio.FIRST_COMPLETED)
      print(*(task.get_name() for task in done), "/", *(task.get_name() for task in pending))
      done, pending = await asyncio.wait({e, d, c, b, a}, timeout=1)
      print(*(task.get_name() for task in done), "/", *(task.get_name() for task in pending))
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create a
  0 create b
  0 create c
  0 create d
  0 create e
  0 step a
  0 step b
  0 step c
  0 step d
  0 step e
  1 step a
  1 done a
  1 step c
  1 done c
  1 step e
  1 done e
  1 step Task-1
  1 task=Task-1 e c a / d b
  2 step d
  2 done d
  2 step Task-1
  2 task=Task-1 a c d e / b
  2 done Task-1
  2 cancel b
  2 step b
  2 cancelled b
`);

gives('as_completed makes its tasks in the order of its arguments', `
  import asyncio
  async def wait(name, delay):
      await asyncio.sleep(delay)
      return name
  async def main():
      for next_one in asyncio.as_completed([wait(n, d) for n, d in zip("abcdef", (3, 1, 2, 1, 2, 3))]):
          print(await next_one)
  asyncio.run(main())
`, `
  1 task=Task-1 b
  1 task=Task-1 d
  2 task=Task-1 c
  2 task=Task-1 e
  3 task=Task-1 a
  3 task=Task-1 f
`, { switches: false });

gives('all_tasks are in the order of creation', `
  import asyncio
  async def main():
      tasks = [asyncio.create_task(asyncio.sleep(1), name=str(n)) for n in range(40)]
      found = asyncio.all_tasks() - {asyncio.current_task()}
      print(*(task.get_name() for task in found))
  asyncio.run(main())
`, `
  0 task=Task-1 ${Array.from({ length: 40 }, (_, n) => n).join(' ')}
`, { switches: false });

gives('asyncio\'s sets keep their order through what a program does with them', `
  import asyncio
  def names(tasks):
      return "".join(task.get_name() for task in tasks)
  async def main():
      a, b, c, d, e, f = tasks = [asyncio.create_task(asyncio.sleep(n), name=name)
                                  for name, n in zip("abcdef", (1, 2, 1, 2, 2, 2))]
      done, pending = await asyncio.wait(tasks, timeout=1.5)
      new = asyncio.create_task(asyncio.sleep(1), name="g")
      print(names(done), names(pending), names(pending | {new}), names({new} | pending))
      print(names(pending - {d}), names(pending & {f, b}), names(pending ^ {b, new}))
      pending.discard(b)
      pending |= {new}
      print(names(pending), pending.pop().get_name(), len(pending))
      pending -= {e}
      pending.update([b])
      print(names(pending), names(pending.union([a])), type(pending), pending == {b, f, new})
  asyncio.run(main())
`, `
  1.5 task=Task-1 ac bdef bdefg gbdef
  1.5 task=Task-1 bef bf defg
  1.5 task=Task-1 defg d 3
  1.5 task=Task-1 fgb fgba <class 'set'> True
`, { switches: false });

// Timeouts

gives('wait_for runs a coroutine in the same task, and makes a task only if there is no time', `
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

gives('a timeout cancels its task at the deadline, and nothing if it was left in time', `
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
gives('a timeout and the sleep it guards may be due at once: the timeout wins', `
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

// Waiting for one another

gives('a queue wakes who waits for room, or for an item, one at a time', `
  import asyncio
  async def consumer(queue):
      while True:
          n = await queue.get()
          print("got", n)
          queue.task_done()
  async def main():
      queue = asyncio.Queue(maxsize=1)
      task = asyncio.create_task(consumer(queue), name="consumer")
      for n in range(3):
          await queue.put(n)
          print("put", n)
      await queue.join()
      print("joined")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create consumer
  0 task=Task-1 put 0
  0 step consumer
  0 task=consumer got 0
  0 step Task-1
  0 task=Task-1 put 1
  0 step consumer
  0 task=consumer got 1
  0 step Task-1
  0 task=Task-1 put 2
  0 step consumer
  0 task=consumer got 2
  0 step Task-1
  0 task=Task-1 joined
  0 done Task-1
  0 cancel consumer
  0 step consumer
  0 cancelled consumer
`);

gives('a lock goes to who has waited longest', `
  import asyncio
  async def hold(lock, name):
      async with lock:
          print(name)
          await asyncio.sleep(1)
  async def main():
      lock = asyncio.Lock()
      await asyncio.gather(*(hold(lock, name) for name in "abc"))
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 create Task-3
  0 create Task-4
  0 step Task-2
  0 task=Task-2 a
  0 step Task-3
  0 step Task-4
  1 step Task-2
  1 done Task-2
  1 step Task-3
  1 task=Task-3 b
  2 step Task-3
  2 done Task-3
  2 step Task-4
  2 task=Task-4 c
  3 step Task-4
  3 done Task-4
  3 step Task-1
  3 done Task-1
`);

gives('an event wakes all who wait for it, in the order in which they came', `
  import asyncio
  async def wait(event, name):
      await event.wait()
      print(name)
  async def main():
      event = asyncio.Event()
      waiting = [asyncio.create_task(wait(event, name), name=name) for name in "ab"]
      await asyncio.sleep(1)
      event.set()
      print("set")
      await event.wait()
      print("no need to wait")
      await asyncio.wait(waiting)
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create a
  0 create b
  0 step a
  0 step b
  1 step Task-1
  1 task=Task-1 set
  1 task=Task-1 no need to wait
  1 step a
  1 task=a a
  1 done a
  1 step b
  1 task=b b
  1 done b
  1 step Task-1
  1 done Task-1
`);

// The end of asyncio.run

gives('asyncio.run cancels what is left, in the order of creation, and waits for it', `
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

// Task-2 is shutdown_asyncgens, which is not recorded; it closes the generator in a task of
// its own, Task-3. Task-4 shuts the executor down.
gives('asyncio.run closes the asynchronous generators that are left, each in a task', `
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

gives('several generators are closed in the order in which they were begun', `
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

gives('a task made in main\'s last step still takes its first step, before asyncio.run cancels', `
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
gives('callbacks that queue one another go on for four turns after asyncio.run\'s main has ended', `
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
