// What each kind of warning means: why it matters, what to do about it, and the lesson that explains it.
// What happened is said by core/trace/warning_text.cpp. Text between backquotes is code.

const lesson = (slug, section, title) => ({ address: `#${slug}--${section}`, title });

export const words = {
  held: {
    title: 'The loop was held',
    why: 'While ordinary code runs, the loop can’t run anything else: no task resumes, no timer fires, no answer is read.',
    advice: 'Await what suspends (`await asyncio.sleep(1)`, not `time.sleep(1)`), and put other slow calls into a thread: `await asyncio.to_thread(read, path)`.',
    lesson: lesson('blocking', 'who-holds-the-loop', 'The one line that freezes everything'),
  },
  never_awaited: {
    title: 'A coroutine was never awaited',
    why: 'The call only made a coroutine object. None of its code has run.',
    advice: 'Write `await` before the call. Or make a task of it: `task = asyncio.create_task(…)`.',
    lesson: lesson('coroutines', 'forgetting-the-await', 'You called it. Why didn’t it run?'),
  },
  never_retrieved: {
    title: 'An exception was lost',
    why: 'The task has failed, and no other part of the program knows it. Python reports it only when the task is destroyed, which may be much later.',
    advice: 'Await the task, and catch the exception there. Or start it in an `asyncio.TaskGroup`, which raises it for you.',
    lesson: lesson('errors', 'an-exception-stays-in-its-task', 'When one task fails, what happens to the rest?'),
  },
  destroyed: {
    title: 'A task vanished',
    why: 'The loop keeps only a weak reference to a task. If nothing else refers to it, Python may destroy it in the middle of its work.',
    advice: 'Keep a reference until it’s done: `tasks = set()`, then `tasks.add(task)` and `task.add_done_callback(tasks.discard)`. Or use an `asyncio.TaskGroup`.',
    lesson: lesson('tasks', 'keep-your-tasks', 'When does a task start?'),
  },
  swallowed: {
    title: 'A cancellation was swallowed',
    why: 'The task was asked to stop and didn’t. A task that waits for it may wait forever, and so may the end of the program.',
    advice: 'After `except asyncio.CancelledError:` tidy up and then `raise`. A bare `except:` and `except BaseException:` catch it too; `except Exception:` doesn’t.',
    lesson: lesson('cancellation', 'what-cancel-does', 'How to stop a task, politely'),
  },
  never_joined: {
    title: 'A join that can’t end',
    why: '`queue.join()` returns when `task_done()` was called once for each item that was put.',
    advice: 'Call `queue.task_done()` for every item, even if its work fails: `try: … finally: queue.task_done()`. And keep the workers alive until then.',
    lesson: lesson('queues', 'waiting-until-the-work-is-done', 'Queues: too fast? Then wait'),
  },
  hang: {
    title: 'Nothing can run any more',
    why: 'Every task waits for something that only another task could do. With real time, the program would wait forever.',
    advice: 'Find who should have woken the first of them: who sets the event, puts the item, releases the lock? A time limit turns a hang into an error: `async with asyncio.timeout(5):`.',
    lesson: lesson('races', 'event-wait-for-a-moment', 'Where did the money go?'),
  },
  deadlock: {
    title: 'A deadlock',
    why: 'Each of these tasks waits for the next one, and the last for the first, so none of them can ever go on by itself.',
    advice: 'Take locks in the same order everywhere. Don’t await a task while you hold a lock that it needs. An asyncio lock can’t be taken twice, not even by its holder.',
    lesson: lesson('races', 'lock-one-at-a-time', 'Where did the money go?'),
  },
  growing: {
    title: 'A queue that only grows',
    why: 'Items come faster than they’re taken out. Nothing slows the producer down, so the queue takes ever more memory, and each item waits ever longer.',
    advice: 'Give the queue a limit, `asyncio.Queue(maxsize=100)`, and `await queue.put(item)`: then the producer waits while it’s full.',
    lesson: lesson('queues', 'when-the-queue-is-full', 'Queues: too fast? Then wait'),
  },
  never_yields: {
    title: 'A task that doesn’t let others run',
    why: 'Only an await that really suspends gives the loop a chance to do something else. `sleep(0)` does, but time passes only when every task waits.',
    advice: 'To wait for something, await it: an event, a queue, a task. To share a long calculation, put it into a thread, or add `await asyncio.sleep(0)` now and then.',
    lesson: lesson('await', 'an-await-that-does-not-pause', 'await is not “in the background”'),
  },
  long_lock: {
    title: 'A lock held across a long wait',
    why: 'All who need the lock wait as long as its holder does, one after the other.',
    advice: 'Do the waiting outside: fetch first, then take the lock for as long as it takes to change what’s shared.',
    lesson: lesson('races', 'lock-one-at-a-time', 'Where did the money go?'),
  },
};
