// The list of warnings. Text between backquotes is code. What happened is said by web/words/en/*.hpp.

export const none = 'There’s no warning up to this moment.';
export const close = 'Close';
export const seconds = (number) => `${number} s`;
export const lineAt = (line, time) => `line ${line}, ${time}`;
export const showsMoment = 'Shows this moment';
export const showsMomentAndLine = 'Shows this moment and its line';
export const happened = (sentence, times) => `${sentence} It happened ${times} times at this place.`;
export const more = (count) => `and ${count} more, at other places`;
export const explains = 'This lesson explains it';
export const lesson = (title) => `Lesson: ${title}`;

// By the kind of warning: what it’s called, why it matters, and what to do about it.
export const kinds = {
  held: {
    title: 'The loop was held',
    why: 'While ordinary code runs, the loop can’t run anything else: no task resumes, no timer fires, no answer is read.',
    advice: 'Await what suspends (`await asyncio.sleep(1)`, not `time.sleep(1)`), and put other slow calls into a thread: `await asyncio.to_thread(read, path)`.',
  },
  never_awaited: {
    title: 'A coroutine was never awaited',
    why: 'The call only made a coroutine object. None of its code has run.',
    advice: 'Write `await` before the call. Or make a task of it: `task = asyncio.create_task(…)`.',
  },
  never_retrieved: {
    title: 'An exception was lost',
    why: 'The task failed, and no other part of the program knows it. Python reports it only when the task is destroyed, which may be much later.',
    advice: 'Await the task, and catch the exception there. Or start it in an `asyncio.TaskGroup`, which raises it for you.',
  },
  destroyed: {
    title: 'A task vanished',
    why: 'The loop keeps only a weak reference to a task. If nothing else refers to it, Python may destroy it in the middle of its work.',
    advice: 'Keep a reference until it’s done: `tasks = set()`, then `tasks.add(task)` and `task.add_done_callback(tasks.discard)`. Or use an `asyncio.TaskGroup`.',
  },
  swallowed: {
    title: 'A cancellation was swallowed',
    why: 'Something asked the task to stop, and it didn’t. A task that waits for it may wait forever, and so may the end of the program.',
    advice: 'After `except asyncio.CancelledError:` clean up and then `raise`. A bare `except:` and `except BaseException:` catch it too; `except Exception:` doesn’t.',
  },
  never_joined: {
    title: 'A join that can’t end',
    why: '`queue.join()` returns when `task_done()` was called once for each item that was put.',
    advice: 'Call `queue.task_done()` for every item, even if its work fails: `try: … finally: queue.task_done()`. And keep the workers alive until then.',
  },
  hang: {
    title: 'Nothing can run any more',
    why: 'Every task waits for something that only another task could do. With real time, the program would wait forever.',
    advice: 'Find what should have woken the first of them: which task sets the event, puts the item, releases the lock? A time limit turns a hang into an error: `async with asyncio.timeout(5):`.',
  },
  deadlock: {
    title: 'A deadlock',
    why: 'Each of these tasks waits for the next one, and the last for the first, so none of them can ever continue by itself.',
    advice: 'Take locks in the same order everywhere. Don’t await a task while you hold a lock that it needs. An asyncio lock can’t be taken twice, not even by its holder.',
  },
  growing: {
    title: 'A queue that only grows',
    why: 'Producers put items in faster than consumers take them out. Nothing slows the producers down, so the queue takes more and more memory, and each item waits longer and longer.',
    advice: 'Give the queue a limit, `asyncio.Queue(maxsize=100)`, and `await queue.put(item)`: then the producer waits while it’s full.',
  },
  never_yields: {
    title: 'A task that doesn’t let others run',
    why: 'Only an await that really suspends gives the loop a chance to do something else. `sleep(0)` does, but time passes only when every task waits.',
    advice: 'To wait for something, await it: an event, a queue, a task. To share a long calculation, put it into a thread, or add `await asyncio.sleep(0)` now and then.',
  },
  long_lock: {
    title: 'A lock held across a long wait',
    why: 'Every task that needs the lock waits as long as its holder does, one after the other.',
    advice: 'Do the waiting outside: fetch first, then take the lock for as long as it takes to change what’s shared.',
  },
};
