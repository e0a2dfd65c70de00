// Which of CPython's own tests of asyncio are to pass on our loop too: all of these files, but for a few tests.

/// Those with a loop of the tests' own run a second time, with that one beside ours. Some came with 3.12, 3.13 or 3.14.
export const files = [
  { file: 'test_asyncio.test_queues' },
  { file: 'test_asyncio.test_locks' },
  { file: 'test_asyncio.test_futures', hasLoop: true },
  { file: 'test_asyncio.test_futures2' },
  { file: 'test_asyncio.test_tasks', hasLoop: true },
  { file: 'test_asyncio.test_taskgroups' },
  { file: 'test_asyncio.test_timeouts' },
  { file: 'test_asyncio.test_waitfor' },
  { file: 'test_asyncio.test_eager_task_factory' },
  { file: 'test_asyncio.test_runners' },
  { file: 'test_asyncio.test_staggered' },
  { file: 'test_asyncio.test_graph' },
  { file: 'test_asyncio.test_context' },
  { file: 'test_asyncio.test_pep492' },
  { file: 'test_asyncgen' },
  { file: 'test_contextlib_async' },
  { file: 'test_coroutines' },
];

const thread = 'A thread of the system\'s hands over something at some moment of real time, which the clock doesn\'t wait for.';

/// Tests that can't pass, and why. What threads do depends on the machine: these pass `sometimes`.
export const exceptions = [
  ...['', '_task_cancelled', '_task_factory_exception', '_with_exception', '_with_timeout'].map((what) => ({
    test: `test_asyncio.test_tasks.RunCoroutineThreadsafeTests.test_run_coroutine_threadsafe${what}`,
    why: thread,
    sometimes: true,
  })),
  {
    test: 'test_asyncio.test_runners.RunnerTests.test_interrupt_call_soon',
    why: 'A task takes turns until a timer interrupts it: that takes real time, and running code takes none.',
  },
  {
    test: 'test_coroutines.OriginTrackingTest.test_origin_tracking',
    why: 'A coroutine knows the line that made it though nobody asked: the report that it was never awaited names it.',
  },
];
