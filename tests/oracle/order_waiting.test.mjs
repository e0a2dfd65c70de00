// In which order CPython runs those who wait, as the oracle sees it: for several tasks at once,
// or for one another. Every list of records was derived by hand before it was run.

import { agreesWithThisMachine, gives } from './check.mjs';

// Collecting

gives('gather makes a task of each coroutine and returns results in the order of arguments', `
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

gives('gather raises an exception at once, and the others continue', `
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

gives('cancelling a task in gather cancels everything that it gathers, in order', `
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

gives('wait returns its tasks in the order of its argument, or of creation if that is a set', `
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

gives('asyncio’s sets keep their order whatever a program does with them', `
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

// Waiting for one another

gives('a queue wakes waiters for room, or for an item, one at a time', `
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

gives('a lock goes to the longest waiter', `
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

gives('an event wakes all its waiters, in the order of arrival', `
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

agreesWithThisMachine();
