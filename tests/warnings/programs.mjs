// Programs in Python for each kind of warning: five that must raise it, with what is said of it, and five near misses
// that mustn't raise any. A program is the body of a module; `asyncio.run(main())` follows it.

export const programs = {
  held: {
    raised: [
      ['time.sleep in a coroutine', `
        async def main():
            time.sleep(0.5)
      `, ['held at 0.000 s, line 3: Task-1 held the loop for 0.500 s: nothing else could run.']],
      ['time.sleep in a function that a task calls', `
        def read():
            time.sleep(2)
        async def report():
            await asyncio.sleep(1)
            read()
        async def main():
            await asyncio.create_task(report(), name="report")
      `, ['held at 1.000 s, line 3: report held the loop for 2.000 s: nothing else could run.']],
      ['several short ones in one step', `
        async def main():
            for _ in range(4):
                time.sleep(0.05)
      `, ['held at 0.000 s, line 4: Task-1 held the loop for 0.200 s: nothing else could run.']],
      ['in a loop, at the same place', `
        async def main():
            for n in range(3):
                await asyncio.sleep(1)
                time.sleep(0.1 * (n + 1))
      `, ['held at 1.000 s, line 5: Task-1 held the loop for 0.300 s: nothing else could run. (3 times)']],
      ['in a callback', `
        async def main():
            asyncio.get_running_loop().call_later(1, time.sleep, 0.3)
            await asyncio.sleep(2)
      `, ['held at 1.000 s, line 4: Task-1 held the loop for 0.300 s: nothing else could run.']],
    ],
    missed: [
      ['a sleep of asyncio', `
        async def main():
            await asyncio.sleep(0.5)
      `],
      ['time.sleep in a thread', `
        async def main():
            await asyncio.to_thread(time.sleep, 0.5)
      `],
      ['shorter than asyncio’s own limit', `
        async def main():
            time.sleep(0.09)
      `],
      ['several short ones, with turns between them', `
        async def main():
            for _ in range(4):
                time.sleep(0.05)
                await asyncio.sleep(0)
      `],
      ['many tasks at one moment', `
        async def work():
            time.sleep(0.01)
        async def main():
            await asyncio.gather(*(work() for _ in range(50)))
      `],
    ],
  },
  never_awaited: {
    raised: [
      ['a call without await', `
        async def fetch():
            print("fetched")
        async def main():
            fetch()
      `, ["never_awaited at 0.000 s, line 5: coroutine 'fetch' was never awaited, so it didn't run."]],
      ['asyncio.sleep without await', `
        async def main():
            asyncio.sleep(1)
            print("awake")
      `, ["never_awaited at 0.000 s, line 3: coroutine 'sleep' was never awaited, so it didn't run."]],
      ['a method', `
        class Client:
            async def get(self):
                return 1
        async def main():
            await asyncio.sleep(1)
            Client().get()
            await asyncio.sleep(1)
      `, ["never_awaited at 1.000 s, line 7: coroutine 'Client.get' was never awaited, so it didn't run."]],
      ['a list of them', `
        async def fetch(n):
            return n
        async def main():
            found = [fetch(n) for n in range(3)]
            print(len(found))
      `, ["never_awaited at 0.000 s, line 5: coroutine 'fetch' was never awaited, so it didn't run."]],
      ['made into a task’s argument and forgotten', `
        async def work(): pass
        async def main():
            made = work()
            try:
                raise ValueError
                await made
            except ValueError:
                pass
      `, ["never_awaited at 0.000 s, line 4: coroutine 'work' was never awaited, so it didn't run."]],
    ],
    missed: [
      ['awaited later', `
        async def fetch(): pass
        async def main():
            made = fetch()
            await asyncio.sleep(1)
            await made
      `],
      ['closed instead', `
        async def fetch(): pass
        async def main():
            made = fetch()
            made.close()
      `],
      ['run by gather', `
        async def fetch(n): return n
        async def main():
            made = [fetch(n) for n in range(3)]
            print(await asyncio.gather(*made))
      `],
      ['a task of it that’s awaited by nobody but main’s end', `
        async def fetch(): pass
        async def main():
            task = asyncio.create_task(fetch())
            await asyncio.sleep(1)
      `],
      ['a task of it that’s cancelled before it starts', `
        async def fetch(): pass
        async def main():
            task = asyncio.create_task(fetch())
            task.cancel()
            await asyncio.sleep(0)
      `],
    ],
  },
  never_retrieved: {
    raised: [
      ['a task that nobody awaits', `
        async def fail():
            raise ValueError("no")
        async def main():
            asyncio.create_task(fail(), name="fails")
            await asyncio.sleep(1)
      `, ['never_retrieved at 0.000 s, line 2: fails failed with ValueError, and its exception was never retrieved.']],
      ['after a sleep', `
        async def fail():
            await asyncio.sleep(1)
            return 1 / 0
        async def main():
            task = asyncio.create_task(fail())
            await asyncio.sleep(2)
            del task
            await asyncio.sleep(1)
      `, ['never_retrieved at 2.000 s, line 3: Task-2 failed with ZeroDivisionError, and its exception was never retrieved.']],
      ['a task that’s only looked at', `
        async def fail():
            raise KeyError("k")
        async def main():
            task = asyncio.create_task(fail())
            while not task.done():
                await asyncio.sleep(1)
      `, ['never_retrieved at 1.000 s, line 2: Task-2 failed with KeyError, and its exception was never retrieved.']],
      ['asyncio.wait alone', `
        async def fail():
            raise OSError
        async def main():
            await asyncio.wait([asyncio.create_task(fail())])
      `, ['never_retrieved at 0.000 s, line 2: Task-2 failed with OSError, and its exception was never retrieved.']],
      ['a future', `
        async def main():
            future = asyncio.get_running_loop().create_future()
            future.set_exception(ValueError())
            del future
            await asyncio.sleep(0)
      `, ['never_retrieved at 0.000 s: Future exception was never retrieved.']],
    ],
    missed: [
      ['awaited and caught', `
        async def fail():
            raise ValueError
        async def main():
            try:
                await asyncio.create_task(fail())
            except ValueError:
                pass
      `],
      ['asked for by exception()', `
        async def fail():
            raise ValueError
        async def main():
            done, _ = await asyncio.wait([asyncio.create_task(fail())])
            print([task.exception() for task in done])
      `],
      ['in a gather that returns exceptions', `
        async def fail():
            raise ValueError
        async def main():
            print(await asyncio.gather(fail(), fail(), return_exceptions=True))
      `],
      ['in a group', `
        async def fail():
            raise ValueError
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail())
            except* ValueError:
                pass
      `],
      ['in a done callback', `
        async def fail():
            raise ValueError
        async def main():
            task = asyncio.create_task(fail())
            task.add_done_callback(lambda task: print(repr(task.exception())))
            await asyncio.sleep(1)
      `],
    ],
  },
  destroyed: {
    raised: [
      ['waiting for a future that nobody else has', `
        async def wait():
            await asyncio.get_running_loop().create_future()
        async def main():
            asyncio.create_task(wait(), name="waits")
            await asyncio.sleep(1)
            gc.collect()
            await asyncio.sleep(1)
      `, ['destroyed at 1.000 s, line 3: waits was destroyed before it was done: nothing referred to it.']],
      ['waiting for an event that’s gone', `
        async def wait(event):
            await event.wait()
        async def main():
            asyncio.create_task(wait(asyncio.Event()))
            await asyncio.sleep(1)
            gc.collect()
      `, ['destroyed at 1.000 s, line 3: Task-2 was destroyed before it was done: nothing referred to it.']],
      ['getting from a queue that’s gone', `
        async def work(queue):
            while True:
                print(await queue.get())
        async def main():
            asyncio.create_task(work(asyncio.Queue()))
            await asyncio.sleep(1)
            gc.collect()
      `, ['destroyed at 1.000 s, line 4: Task-2 was destroyed before it was done: nothing referred to it.']],
      ['two of them, at one place', `
        async def wait():
            await asyncio.get_running_loop().create_future()
        async def main():
            for _ in range(2):
                asyncio.create_task(wait())
            await asyncio.sleep(1)
            gc.collect()
      `, ['destroyed at 1.000 s, line 3: Task-2 was destroyed before it was done: nothing referred to it. (2 times)']],
      ['in a function that it calls', `
        waiting = weakref.WeakSet()
        async def boiled():
            future = asyncio.get_running_loop().create_future()
            waiting.add(future)
            await future
        async def tea():
            await boiled()
        async def main():
            asyncio.create_task(tea(), name="tea")
            await asyncio.sleep(1)
            gc.collect()
            for future in list(waiting):
                future.set_result(None)
      `, ['destroyed at 1.000 s, line 6: tea was destroyed before it was done: nothing referred to it.']],
    ],
    missed: [
      ['a task that’s kept', `
        async def wait(future):
            await future
        async def main():
            future = asyncio.get_running_loop().create_future()
            task = asyncio.create_task(wait(future))
            await asyncio.sleep(1)
            gc.collect()
            future.set_result(None)
            await task
      `],
      ['a task that nobody keeps, but that sleeps', `
        async def work():
            await asyncio.sleep(2)
        async def main():
            asyncio.create_task(work())
            await asyncio.sleep(1)
            gc.collect()
            await asyncio.sleep(2)
      `],
      ['a task that nobody keeps, but whose future is kept', `
        async def wait(future):
            await future
        async def main():
            future = asyncio.get_running_loop().create_future()
            asyncio.create_task(wait(future))
            await asyncio.sleep(1)
            gc.collect()
            future.set_result(None)
            await asyncio.sleep(1)
      `],
      ['cancelled at the end of the program', `
        async def work():
            await asyncio.Event().wait()
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(1)
      `],
      ['done by then', `
        async def work():
            await asyncio.sleep(0.5)
        async def main():
            asyncio.create_task(work())
            await asyncio.sleep(1)
            gc.collect()
      `],
    ],
  },
  swallowed: {
    raised: [
      ['a loop that catches everything', `
        async def work():
            while True:
                try:
                    await asyncio.sleep(1)
                except BaseException as error:
                    print(repr(error))
                    if len(tries) > 3:
                        return
                tries.append(1)
        tries = []
        async def main():
            task = asyncio.create_task(work(), name="worker")
            await asyncio.sleep(0.5)
            task.cancel()
            await asyncio.sleep(5)
            task.cancel()
            await asyncio.sleep(1)
      `, ['swallowed at 0.500 s, line 5: worker was cancelled at 0.500 s, but carried on as before.']],
      ['a worker at a queue that doesn’t let go', `
        async def work(queue):
            while True:
                try:
                    print(await queue.get())
                except asyncio.CancelledError:
                    print("no")
                    if queue.empty():
                        continue
                    return
        async def main():
            queue = asyncio.Queue()
            task = asyncio.create_task(work(queue))
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.sleep(1)
            queue.put_nowait(1)
            queue.put_nowait(2)
            task.cancel()
            await asyncio.sleep(1)
      `, ['swallowed at 1.000 s, line 5: Task-2 was cancelled at 1.000 s, but carried on as before.']],
      ['in a function that it calls, until it ends as if nothing had been', `
        async def fetch(n):
            try:
                await asyncio.sleep(1)
            except:
                print("failed", n)
        async def work():
            for n in range(4):
                await fetch(n)
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(1.5)
            task.cancel()
            await task
      `, ['swallowed at 1.500 s, line 4: Task-2 was cancelled at 1.500 s, but carried on as before.']],
      ['waiting for other tasks, one by one', `
        async def main():
            async def wait_for_all():
                for task in tasks:
                    try:
                        await asyncio.shield(task)
                    except asyncio.CancelledError:
                        print("cancelled")
            tasks = [asyncio.create_task(asyncio.sleep(n)) for n in (2, 3)]
            task = asyncio.create_task(wait_for_all())
            await asyncio.sleep(1)
            task.cancel()
            await task
      `, ['swallowed at 1.000 s, line 6: Task-4 was cancelled at 1.000 s, but carried on as before.']],
      ['with return in a finally', `
        async def attempt():
            try:
                await asyncio.sleep(1)
            finally:
                return 1
        async def work():
            while tries:
                tries.pop()
                await attempt()
        tries = [1, 2, 3]
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(0.5)
            task.cancel()
            await asyncio.wait([task])
      `, ['swallowed at 0.500 s, line 4: Task-2 was cancelled at 0.500 s, but carried on as before.']],
    ],
    missed: [
      ['tidies up and raises again', `
        async def work():
            try:
                while True:
                    await asyncio.sleep(1)
            finally:
                await asyncio.sleep(1)
                await asyncio.sleep(1)
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(1.5)
            task.cancel()
            await asyncio.wait([task])
      `],
      ['catches it and ends', `
        async def work():
            try:
                while True:
                    await asyncio.sleep(1)
            except asyncio.CancelledError:
                await asyncio.sleep(1)
                print("stopped")
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(1.5)
            task.cancel()
            await task
      `],
      ['a time limit that’s caught, again and again', `
        async def work(queue):
            for _ in range(3):
                try:
                    async with asyncio.timeout(1):
                        await queue.get()
                except TimeoutError:
                    print("nothing")
            try:
                await asyncio.wait_for(queue.get(), 1)
            except TimeoutError:
                print("still nothing")
        async def main():
            queue = asyncio.Queue()
            await asyncio.create_task(work(queue))
      `],
      ['tidies up by the function in which it was cancelled', `
        async def save(n):
            await asyncio.sleep(1)
        async def work():
            try:
                while True:
                    await save(1)
            finally:
                await save(2)
                await save(3)
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(1.5)
            task.cancel()
            await asyncio.wait([task])
      `],
      ['tidies up by that function, and then fails', `
        async def save(n):
            await asyncio.sleep(1)
        async def work():
            try:
                await save(1)
            except asyncio.CancelledError as error:
                await save(2)
                raise ValueError("not saved") from error
        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(0.5)
            task.cancel()
            await asyncio.wait([task])
            print(repr(task.exception()))
      `],
      ['groups, conditions and awaited tasks that are cancelled inside', `
        async def child():
            try:
                await asyncio.sleep(9)
            finally:
                await asyncio.sleep(1)
        async def grouped():
            async with asyncio.TaskGroup() as group:
                group.create_task(child())
        async def conditioned(condition):
            async with condition:
                await condition.wait()
        async def awaits():
            for _ in range(2):
                try:
                    await asyncio.create_task(child())
                except asyncio.CancelledError:
                    raise
        async def main():
            condition = asyncio.Condition()
            tasks = [asyncio.create_task(made) for made in (grouped(), conditioned(condition), awaits())]
            await asyncio.sleep(1)
            async with condition:
                for task in tasks:
                    task.cancel()
                await asyncio.sleep(0.5)
            await asyncio.wait(tasks)
      `],
    ],
  },
  never_joined: {
    raised: [
      ['task_done() is forgotten', `
        async def work(queue):
            while True:
                print(await queue.get())
        async def main():
            queue = asyncio.Queue()
            queue.put_nowait("a")
            queue.put_nowait("b")
            task = asyncio.create_task(work(queue), name="worker")
            await queue.join()
      `, ['never_joined at 0.000 s, line 10: Task-1 waits in join() of the queue forever: 2 items aren\'t marked as done; worker took 2.']],
      ['while something else runs', `
        async def beat():
            while True:
                await asyncio.sleep(1)
        async def work(queue):
            while True:
                await asyncio.sleep(await queue.get())
        async def main():
            queue = asyncio.Queue()
            for n in range(3):
                queue.put_nowait(n)
            tasks = [asyncio.create_task(beat()), asyncio.create_task(work(queue), name="worker")]
            await queue.join()
      `, ['never_joined at 3.000 s, line 13: Task-1 waits in join() of the queue forever: 3 items aren\'t marked as done; worker took 3.'], { until: 10 }],
      ['a worker fails on an item', `
        async def beat():
            while True:
                await asyncio.sleep(1)
        async def work(queue):
            while True:
                n = await queue.get()
                await asyncio.sleep(1)
                print(1 / n)
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            for n in (2, 1, 0):
                queue.put_nowait(n)
            tasks = [asyncio.create_task(beat()), asyncio.create_task(work(queue), name="worker")]
            await queue.join()
      `, ['never_joined at 3.000 s, line 16: Task-1 waits in join() of the queue forever: 1 item isn\'t marked as done; worker took 1.'], { until: 10 }],
      ['there’s no worker at all', `
        async def main():
            queue = asyncio.Queue()
            queue.put_nowait("a")
            await queue.join()
      `, ['never_joined at 0.000 s, line 5: Task-1 waits in join() of the queue forever: 1 item isn\'t marked as done.']],
      ['the worker stops too early', `
        async def work(queue):
            for _ in range(2):
                await queue.get()
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            for n in range(3):
                queue.put_nowait(n)
            await asyncio.gather(work(queue), queue.join())
      `, ['never_joined at 0.000 s: Task-3 waits in join() of the queue forever: 1 item isn\'t marked as done.']],
    ],
    missed: [
      ['a task group cancels the join() because its last worker has failed', `
        async def work(queue):
            print(1 / await queue.get())
        async def main():
            queue = asyncio.Queue()
            queue.put_nowait(0)
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(work(queue))
                    await queue.join()
            except* ZeroDivisionError:
                print("failed")
            await asyncio.sleep(1)
      `],
      ['all items are marked', `
        async def work(queue):
            while True:
                await asyncio.sleep(await queue.get())
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            for n in range(3):
                queue.put_nowait(n)
            task = asyncio.create_task(work(queue))
            await queue.join()
      `],
      ['a worker that collects, with a time limit', `
        async def work(queue):
            batch = []
            while True:
                try:
                    batch.append(await asyncio.wait_for(queue.get(), 1))
                except TimeoutError:
                    while batch:
                        batch.pop()
                        queue.task_done()
        async def main():
            queue = asyncio.Queue()
            for n in range(3):
                queue.put_nowait(n)
            task = asyncio.create_task(work(queue))
            await queue.join()
      `],
      ['a worker that collects, while more items come', `
        async def feed(queue):
            for n in range(4):
                await asyncio.sleep(1)
                await queue.put(n)
        async def work(queue):
            while True:
                some = [await queue.get(), await queue.get()]
                for _ in some:
                    queue.task_done()
        async def main():
            queue = asyncio.Queue()
            tasks = [asyncio.create_task(feed(queue)), asyncio.create_task(work(queue))]
            await tasks[0]
            await queue.join()
      `],
      ['the items are handed on, and marked by another task', `
        async def carry(queue, hand):
            while True:
                await hand.put(await queue.get())
        async def finish(queue, hand):
            while True:
                await asyncio.sleep(await hand.get())
                queue.task_done()
        async def main():
            queue, hand = asyncio.Queue(), asyncio.Queue()
            for n in range(3):
                queue.put_nowait(n)
            tasks = [asyncio.create_task(finish(queue, hand)), asyncio.create_task(carry(queue, hand))]
            await asyncio.sleep(0)
            await queue.join()
      `],
      ['a join with a time limit', `
        async def beat():
            while True:
                await asyncio.sleep(1)
        async def work(queue):
            while True:
                await queue.get()
        async def main():
            queue = asyncio.Queue()
            queue.put_nowait(1)
            tasks = [asyncio.create_task(beat()), asyncio.create_task(work(queue))]
            try:
                await asyncio.wait_for(queue.join(), 3)
            except TimeoutError:
                print("give up")
      `],
    ],
  },
  hang: {
    raised: [
      ['an event that nobody sets', `
        async def main():
            await asyncio.Event().wait()
      `, ['hang at 0.000 s, line 3: Nothing can run any more: Task-1 waits for an event.']],
      ['a queue into which nobody puts', `
        async def work(queue):
            await queue.get()
        async def main():
            queue = asyncio.Queue()
            await asyncio.create_task(work(queue), name="worker")
      `, ['hang at 0.000 s, line 6: Nothing can run any more: Task-1 waits for worker; worker waits to get from a queue.']],
      ['a lock that’s never released', `
        async def take(lock):
            await lock.acquire()
        async def main():
            lock = asyncio.Lock()
            await asyncio.create_task(take(lock), name="first")
            await asyncio.create_task(take(lock), name="second")
      `, ['hang at 0.000 s, line 7: Nothing can run any more: Task-1 waits for second; second waits for a lock, which first holds.']],
      ['a future without a result', `
        async def main():
            await asyncio.sleep(1)
            await asyncio.get_running_loop().create_future()
      `, ['hang at 1.000 s, line 4: Nothing can run any more: Task-1 waits for a future.']],
      ['a barrier to which too few come', `
        async def come(barrier):
            await barrier.wait()
        async def main():
            barrier = asyncio.Barrier(3)
            async with asyncio.TaskGroup() as group:
                group.create_task(come(barrier), name="a")
                group.create_task(come(barrier), name="b")
      `, ['hang at 0.000 s, line 6: Nothing can run any more: Task-1 waits for a and 1 more of its group; a waits at a barrier; b waits at a barrier.']],
    ],
    missed: [
      ['the event is set much later', `
        async def main():
            event = asyncio.Event()
            asyncio.get_running_loop().call_later(1000, event.set)
            await event.wait()
      `],
      ['a task waits forever, but main ends', `
        async def wait():
            await asyncio.Event().wait()
        async def main():
            task = asyncio.create_task(wait())
            await asyncio.sleep(1)
      `],
      ['a wait with a time limit', `
        async def main():
            try:
                await asyncio.wait_for(asyncio.Event().wait(), 1)
            except TimeoutError:
                print("nothing")
      `],
      ['a future that a thread sets', `
        async def main():
            loop = asyncio.get_running_loop()
            future = loop.create_future()
            def later():
                time.sleep(2)
                loop.call_soon_threadsafe(future.set_result, 1)
            await asyncio.gather(asyncio.to_thread(later), future)
      `],
      ['workers that wait, and are cancelled', `
        async def work(queue):
            while True:
                await queue.get()
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            tasks = [asyncio.create_task(work(queue)) for _ in range(3)]
            await queue.put(1)
            await queue.join()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
      `],
    ],
  },
  deadlock: {
    raised: [
      ['two locks in different orders', `
        async def paint(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    pass
        async def main():
            ladder, brush = asyncio.Lock(), asyncio.Lock()
            async with asyncio.TaskGroup() as group:
                group.create_task(paint(ladder, brush), name="ann")
                group.create_task(paint(brush, ladder), name="ben")
      `, ['deadlock at 1.000 s, line 5: Deadlock: ben waits for lock 1, which ann holds, and ann waits for lock 2, which ben holds.']],
      ['a lock that the task holds itself', `
        async def main():
            lock = asyncio.Lock()
            async with lock:
                async with lock:
                    pass
      `, ['deadlock at 0.000 s, line 5: Deadlock: Task-1 waits for a lock, which it holds itself.']],
      ['a lock, and a semaphore with one permit', `
        async def read(lock, semaphore):
            async with lock, semaphore:
                pass
        async def write(lock, semaphore):
            async with semaphore:
                await asyncio.sleep(1)
                await lock.acquire()
        async def main():
            lock, semaphore = asyncio.Lock(), asyncio.Semaphore(1)
            async with asyncio.TaskGroup() as group:
                group.create_task(write(lock, semaphore), name="writer")
                group.create_task(read(lock, semaphore), name="reader")
      `, ['deadlock at 1.000 s, line 8: Deadlock: writer waits for a lock, which reader holds, and reader waits for a semaphore, which writer holds.']],
      ['a lock held while a task that wants it is awaited, and a clock that runs', `
        async def beat():
            while True:
                await asyncio.sleep(1)
        async def child(lock):
            async with lock:
                print("never")
        async def main():
            beats = asyncio.create_task(beat())
            lock = asyncio.Lock()
            async with lock:
                await asyncio.create_task(child(lock), name="child")
      `, ['deadlock at 0.000 s, line 6: Deadlock: child waits for a lock, which Task-1 holds, and Task-1 waits for child.'], { until: 3 }],
      ['three philosophers', `
        async def dine(left, right):
            async with left:
                await asyncio.sleep(0.5)
                async with right:
                    print("eats")
        async def main():
            forks = [asyncio.Semaphore(1) for _ in range(3)]
            async with asyncio.TaskGroup() as group:
                for n in range(3):
                    group.create_task(dine(forks[n], forks[(n + 1) % 3]), name="abc"[n])
      `, ['deadlock at 0.500 s, line 5: Deadlock: c waits for semaphore 1, which a holds, and a waits for semaphore 2, which b holds, and b waits for semaphore 3, which c holds.']],
      ['a child that waits for the task that gathers it', `
        async def child(parent):
            await parent
        async def main():
            me = asyncio.current_task()
            await asyncio.gather(child(me), asyncio.sleep(1))
      `, ['deadlock at 1.000 s, line 6: Deadlock: Task-1 waits for Task-2 in gather(), and Task-2 waits for Task-1.']],
      ['the last child of a group waits for the group’s task', `
        async def child(parent):
            await asyncio.sleep(2)
            await parent
        async def beats():
            while True:
                await asyncio.sleep(1)
        async def grouped():
            me = asyncio.current_task()
            async with asyncio.TaskGroup() as group:
                group.create_task(child(me), name="a")
                group.create_task(asyncio.sleep(1), name="b")
        async def main():
            task = asyncio.create_task(beats())
            await asyncio.create_task(grouped(), name="grouped")
      `, ['deadlock at 2.000 s, line 4: Deadlock: a waits for grouped, and grouped waits for a, a task of its group.'], { until: 5 }],
    ],
    missed: [
      ['a child that waits for the task that gathers it, up to a time limit', `
        async def child(parent):
            try:
                async with asyncio.timeout(2):
                    await asyncio.shield(parent)
            except TimeoutError:
                print("enough")
        async def main():
            me = asyncio.current_task()
            await asyncio.gather(child(me), asyncio.sleep(1))
      `],
      ['a wait() for the first of two, of which one waits for its task', `
        async def child(parent):
            await asyncio.shield(parent)
        async def main():
            me = asyncio.current_task()
            tasks = [asyncio.create_task(child(me)), asyncio.create_task(asyncio.sleep(1))]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
      `],
      ['the same order', `
        async def paint(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    await asyncio.sleep(1)
        async def main():
            ladder, brush = asyncio.Lock(), asyncio.Lock()
            await asyncio.gather(paint(ladder, brush), paint(ladder, brush))
      `],
      ['a time limit breaks it', `
        async def paint(first, second):
            async with first:
                await asyncio.sleep(1)
                try:
                    async with asyncio.timeout(1):
                        await second.acquire()
                    second.release()
                except TimeoutError:
                    print("later, then")
        async def main():
            ladder, brush = asyncio.Lock(), asyncio.Lock()
            await asyncio.gather(paint(ladder, brush), paint(brush, ladder))
      `],
      ['the limit is that of the task which waits for both', `
        async def paint(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    pass
        async def main():
            ladder, brush = asyncio.Lock(), asyncio.Lock()
            try:
                async with asyncio.timeout(3):
                    await asyncio.gather(paint(ladder, brush), paint(brush, ladder))
            except TimeoutError:
                print("enough")
      `],
      ['a chain without an end to it', `
        async def hold(lock):
            async with lock:
                await asyncio.sleep(1)
        async def chain(mine, next):
            async with mine:
                async with next:
                    pass
        async def main():
            a, b, c = (asyncio.Lock() for _ in range(3))
            await asyncio.gather(hold(c), chain(b, c), chain(a, b))
      `],
      ['a semaphore with a permit left', `
        async def use(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    await asyncio.sleep(1)
        async def main():
            a, b = asyncio.Semaphore(2), asyncio.Semaphore(2)
            await asyncio.gather(use(a, b), use(b, a))
      `],
    ],
  },
  growing: {
    raised: [
      ['a producer that’s faster than its consumer', `
        async def make(queue):
            for n in range(200):
                await asyncio.sleep(0.1)
                await queue.put(n)
        async def use(queue):
            while True:
                await queue.get()
                await asyncio.sleep(0.3)
        async def main():
            queue = asyncio.Queue()
            task = asyncio.create_task(use(queue))
            await make(queue)
      `, ['growing at 1.900 s, line 4: The queue only grows: it has 50 items, and no maxsize.']],
      ['several producers', `
        async def make(queue):
            while True:
                await asyncio.sleep(1)
                queue.put_nowait(0)
        async def main():
            queue = asyncio.Queue()
            tasks = [asyncio.create_task(make(queue)) for _ in range(3)]
            for _ in range(60):
                await queue.get()
                await asyncio.sleep(1)
      `, ['growing at 6.000 s, line 4: The queue only grows: it has 50 items, and no maxsize.']],
      ['nobody takes anything', `
        async def main():
            log = asyncio.Queue()
            for n in range(600):
                log.put_nowait(n)
                await asyncio.sleep(0.01)
      `, ['growing at 0.110 s, line 6: The queue only grows: it has 500 items, and no maxsize.']],
      ['a priority queue', `
        async def use(queue):
            while True:
                await queue.get()
                await asyncio.sleep(1)
        async def main():
            queue = asyncio.PriorityQueue()
            task = asyncio.create_task(use(queue))
            for n in range(150):
                await queue.put(n)
                await asyncio.sleep(0.5)
      `, ['growing at 12.000 s, line 11: The priority queue only grows: it has 50 items, and no maxsize.']],
      ['after a while in which it kept pace', `
        async def use(queue, pace):
            while True:
                await queue.get()
                await asyncio.sleep(pace[0])
        async def main():
            queue, pace = asyncio.LifoQueue(), [0.5]
            task = asyncio.create_task(use(queue, pace))
            for n in range(200):
                if n == 50:
                    pace[0] = 2
                await queue.put(n)
                await asyncio.sleep(0.5)
      `, ['growing at 33.000 s, line 13: The LIFO queue only grows: it has 50 items, and no maxsize.']],
    ],
    missed: [
      ['a queue with a maxsize', `
        async def make(queue):
            for n in range(200):
                await asyncio.sleep(0.1)
                await queue.put(n)
        async def use(queue):
            while True:
                await queue.get()
                await asyncio.sleep(0.3)
        async def main():
            queue = asyncio.Queue(100)
            task = asyncio.create_task(use(queue))
            await make(queue)
      `],
      ['all the work is put in at the beginning', `
        async def use(queue):
            while True:
                await queue.get()
                await asyncio.sleep(0.1)
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            for n in range(1000):
                queue.put_nowait(n)
            task = asyncio.create_task(use(queue))
            await queue.join()
      `],
      ['everything is taken out from time to time', `
        async def flush(queue):
            while True:
                await asyncio.sleep(20)
                while not queue.empty():
                    queue.get_nowait()
        async def main():
            queue = asyncio.Queue()
            task = asyncio.create_task(flush(queue))
            for n in range(600):
                queue.put_nowait(n)
                await asyncio.sleep(0.1)
      `],
      ['workers that find more work', `
        async def crawl(queue):
            while True:
                n = await queue.get()
                await asyncio.sleep(0.1)
                for more in (2 * n, 2 * n + 1):
                    if more < 300:
                        queue.put_nowait(more)
                queue.task_done()
        async def main():
            queue = asyncio.Queue()
            tasks = [asyncio.create_task(crawl(queue)) for _ in range(3)]
            asyncio.get_running_loop().call_soon(queue.put_nowait, 1)
            await asyncio.sleep(0)
            await queue.join()
      `],
      ['bursts that are worked off', `
        async def use(queue):
            while True:
                await queue.get()
                await asyncio.sleep(0.1)
        async def main():
            queue = asyncio.Queue()
            task = asyncio.create_task(use(queue))
            for _ in range(5):
                for n in range(100):
                    await queue.put(n)
                await asyncio.sleep(12)
      `],
    ],
  },
  never_yields: {
    raised: [
      ['it waits by sleep(0) for what comes later', `
        async def set_later(done):
            await asyncio.sleep(1)
            done.append(1)
        async def main():
            done = []
            task = asyncio.create_task(set_later(done))
            while not done:
                await asyncio.sleep(0)
      `, ['never_yields at 0.000 s, line 9: Task-1 took 10000 turns at 0.000 s, and time can\'t pass.'], { ends: 'events', most_events: 60_000 }],
      ['a task beside main', `
        async def poll(box):
            while not box:
                await asyncio.sleep(0)
        async def main():
            box = []
            task = asyncio.create_task(poll(box), name="poll")
            await asyncio.sleep(1)
            box.append(1)
            await task
      `, ['never_yields at 0.000 s, line 4: poll took 10000 turns at 0.000 s, and time can\'t pass.'], { ends: 'events', most_events: 60_000 }],
      ['it puts very much into a queue without a maxsize', `
        async def main():
            queue = asyncio.Queue()
            for _ in range(110_000):
                await queue.put("again")
      `, ['never_yields at 0.000 s, line 2: Task-1 did 100000 things without letting others run.']],
      ['it prints all the time', `
        async def speak():
            for _ in range(110_000):
                print("and")
        async def main():
            await asyncio.sleep(1)
            await speak()
      `, ['never_yields at 1.000 s, line 6: Task-1 did 100000 things without letting others run.']],
      ['it awaits what never suspends', `
        async def main():
            lock = asyncio.Lock()
            for _ in range(60_000):
                async with lock:
                    pass
      `, ['never_yields at 0.000 s, line 2: Task-1 did 100000 things without letting others run.']],
    ],
    missed: [
      ['a long calculation that hands over now and then', `
        async def main():
            other = asyncio.create_task(asyncio.sleep(1))
            for n in range(2000):
                await asyncio.sleep(0)
            await other
      `],
      ['a large queue that’s filled at once', `
        async def main():
            queue = asyncio.Queue()
            for n in range(20000):
                await queue.put(n)
      `],
      ['many turns, but nobody waits for the clock', `
        async def main():
            for n in range(12000):
                await asyncio.sleep(0)
      `],
      ['it polls, with a pause', `
        async def main():
            done = []
            asyncio.get_running_loop().call_later(100, done.append, 1)
            while not done:
                await asyncio.sleep(0.01)
      `],
      ['many tasks take turns', `
        async def turn():
            for _ in range(20):
                await asyncio.sleep(0)
        async def main():
            other = asyncio.create_task(asyncio.sleep(1))
            await asyncio.gather(*(turn() for _ in range(1000)))
      `],
    ],
  },
  long_lock: {
    raised: [
      ['a lock held across a long sleep', `
        async def save(lock, seconds):
            async with lock:
                await asyncio.sleep(seconds)
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(save(lock, 8), save(lock, 1))
      `, ['long_lock at 0.000 s, line 4: Task-2 held the lock for more than 5.000 s while it waited for something else, and others waited for the lock.']],
      ['across several waits in one block', `
        async def save(lock, times):
            async with lock:
                for _ in range(times):
                    await asyncio.sleep(1)
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(save(lock, 9), save(lock, 0))
      `, ['long_lock at 0.000 s, line 5: Task-2 held the lock for more than 5.000 s while it waited for something else, and others waited for the lock.']],
      ['while a task is awaited', `
        async def fetch():
            await asyncio.sleep(7)
        async def first(lock):
            async with lock:
                await asyncio.create_task(fetch())
        async def second(lock):
            await asyncio.sleep(1)
            async with lock:
                pass
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(first(lock), second(lock))
      `, ['long_lock at 1.000 s, line 6: Task-2 held the lock for more than 5.000 s while it waited for something else, and others waited for the lock.']],
      ['a condition’s lock', `
        async def slow(condition):
            async with condition:
                await asyncio.sleep(6)
        async def main():
            condition = asyncio.Condition()
            task = asyncio.create_task(slow(condition))
            await asyncio.sleep(0)
            async with condition:
                condition.notify()
      `, ['long_lock at 0.000 s, line 4: Task-2 held the lock for more than 5.000 s while it waited for something else, and others waited for the lock.']],
      ['one lock for all, at a slow network', `
        async def ask(lock, n):
            async with lock:
                await asyncio.sleep(5.5)
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(*(ask(lock, n) for n in range(4)))
      `, ['long_lock at 0.000 s, line 4: Task-2 held the lock for more than 5.000 s while it waited for something else, and others waited for the lock. (3 times)']],
    ],
    missed: [
      ['nobody else wants it', `
        async def main():
            lock = asyncio.Lock()
            async with lock:
                await asyncio.sleep(60)
      `],
      ['held briefly by many', `
        async def use(lock):
            async with lock:
                await asyncio.sleep(1)
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(*(use(lock) for _ in range(20)))
      `],
      ['a semaphore that limits how many work', `
        async def use(semaphore):
            async with semaphore:
                await asyncio.sleep(10)
        async def main():
            semaphore = asyncio.Semaphore(2)
            await asyncio.gather(*(use(semaphore) for _ in range(6)))
      `],
      ['a condition that’s waited for, and so isn’t held', `
        async def wait(condition):
            async with condition:
                await condition.wait()
        async def main():
            condition = asyncio.Condition()
            tasks = [asyncio.create_task(wait(condition)) for _ in range(3)]
            await asyncio.sleep(30)
            async with condition:
                condition.notify_all()
            await asyncio.wait(tasks)
      `],
      ['others come only at the end', `
        async def use(lock, seconds):
            async with lock:
                await asyncio.sleep(seconds)
        async def main():
            lock = asyncio.Lock()
            task = asyncio.create_task(use(lock, 20))
            await asyncio.sleep(16)
            await asyncio.gather(use(lock, 1), use(lock, 1), task)
      `],
    ],
  },
};
