// Which of CPython's own tests of asyncio are to pass on our loop too: all of these files, but for a few tests.

/// The files of test_asyncio; those with a loop of the tests' own are run a second time, with that one beside ours.
export const files = [
  { file: 'test_queues' },
  { file: 'test_locks' },
  { file: 'test_futures', hasLoop: true },
  { file: 'test_futures2' },
  { file: 'test_tasks', hasLoop: true },
  { file: 'test_taskgroups' },
  { file: 'test_timeouts' },
  { file: 'test_waitfor' },
  { file: 'test_eager_task_factory' },  // 3.12
  { file: 'test_runners' },
  { file: 'test_staggered' },  // 3.13
  { file: 'test_graph' },  // 3.14
];

const thread = 'A thread of the system\'s own hands the loop something at a moment of real time; the clock that jumps waits for none.';

/// Tests that can't pass, and why. What threads do depends on the machine: these pass `sometimes`.
export const exceptions = [
  ...['', '_task_cancelled', '_task_factory_exception', '_with_exception', '_with_timeout'].map((what) => ({
    test: `test_tasks.RunCoroutineThreadsafeTests.test_run_coroutine_threadsafe${what}`, why: thread, sometimes: true,
  })),
  {
    test: 'test_runners.RunnerTests.test_interrupt_call_soon',
    why: 'A task takes turns without end until a timer interrupts it: that takes real time, and running code takes none.',
  },
];
