// A program that is stopped by Ctrl-C leaves its trace, and ends as it would without this.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, pokedCommand, shown, versions } from './command.mjs';

/// Runs a program and sends a Ctrl-C each time that it says 'ready'; returns what came of it, and the trace's records.
async function interrupted(program, ...words) {
  const results = [];
  for (const { path } of versions) {
    const folder = folderWith({ 'main.py': program });
    let sent = 0;
    const said = await pokedCommand(['main.py', '-o', 'trace.json', ...words], (child, { stdout }) => {
      for (const count = stdout.split('ready\n').length - 1; sent < count; ++sent) child.kill('SIGINT');
    }, { by: path, cwd: folder });
    results.push({ ...said, records: await shown(readFileSync(join(folder, 'trace.json')), '--switches') });
  }
  return results;
}

const programs = {
  'waits on the virtual clock without an end': [[], `import asyncio
async def main():
    n = 0
    while True:
        await asyncio.sleep(1)
        n += 1
        if n == 50:
            print("ready", flush=True)
asyncio.run(main())
`],
  'runs without an end, and never waits': [[], `import asyncio
async def main():
    await asyncio.sleep(1)
    print("ready", flush=True)
    while True:
        print("busy")
        await asyncio.sleep(0)
asyncio.run(main())
`],
  'sleeps': [['--real'], `import asyncio
async def main():
    print("ready", flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
`],
  'works in a thread': [['--real'], `import asyncio, threading
release = threading.Event()
async def main():
    work = asyncio.create_task(asyncio.to_thread(release.wait))
    try:
        await asyncio.sleep(0)
        print("ready", flush=True)
        await work
    finally:
        release.set()
asyncio.run(main())
`],
};

describe('Ctrl-C', () => {
  for (const [name, [words, program]] of Object.entries(programs)) {
    test(`ends a program that ${name}, by a cancelled main`, async () => {
      for (const { status, signal, stderr, records } of await interrupted(program, ...words)) {
        assert.equal(signal, 'SIGINT', `${status} ${stderr}`);
        assert.match(stderr, /^Traceback \(most recent call last\):\n(.*\n)*asyncio\.exceptions\.CancelledError\n(.*\n)*KeyboardInterrupt\ninterleave: the program ended at .*\n$/);
        assert.doesNotMatch(stderr, /interleave\/\w+\.py/);
        assert.match(records, /^t=\d+\.\d+ task=Task-1 ready$/m);
        assert.match(records, /cancel Task-1\n(.*\n)*.* cancelled Task-1\n.* task=- KeyboardInterrupt\n$/);
      }
    });
  }

  test('ends a program that has no loop', async () => {
    const program = 'import itertools\nprint("ready", flush=True)\nfor n in itertools.count():\n    pass\n';
    for (const { signal, stderr, records } of await interrupted(program)) {
      assert.equal(signal, 'SIGINT');
      assert.match(stderr, /^Traceback .*\n {2}File ".*main\.py", line \d, in <module>\n(.*\n)*KeyboardInterrupt\ninterleave: /);
      assert.equal(records, 't=0.000000 task=- ready\nt=0.000000 task=- KeyboardInterrupt\n');
    }
  });

  test('ends a program that only prints, in the middle of its printing', async () => {
    const program = `import asyncio
async def main():
    print("ready", flush=True)
    while not asyncio.current_task().cancelling():
        print("x")
    print("ready", flush=True)
    while True:
        print("x")
asyncio.run(main())
`;
    for (const { signal, records } of await interrupted(program, '--real')) {
      assert.equal(signal, 'SIGINT');
      assert.match(records, / failed Task-1 KeyboardInterrupt\n.* task=- KeyboardInterrupt\n$/);
    }
  });

  test('lets a program clean up, and a second one ends that too', async () => {
    const program = `import asyncio
async def main():
    try:
        print("ready", flush=True)
        await asyncio.sleep(600)
    finally:
        print("cleans up")
        print("ready", flush=True)
        await asyncio.sleep(600)
        print("never")
asyncio.run(main())
`;
    for (const { signal, records } of await interrupted(program, '--real')) {
      assert.equal(signal, 'SIGINT');
      assert.match(records, / task=Task-1 cleans up\n(.*\n)*.* task=- KeyboardInterrupt\n$/);
      assert.doesNotMatch(records, /never/);
    }
  });

  test('ends a program whose simulated thread runs a function without an end, the second time', async () => {
    const program = `import asyncio
def work():
    print("ready", flush=True)
    while not task.cancelling():
        pass
    print("ready", flush=True)
    while True:
        pass
async def main():
    global task
    task = asyncio.current_task()
    await asyncio.to_thread(work)
asyncio.run(main())
`;
    for (const { signal, records } of await interrupted(program)) {
      assert.equal(signal, 'SIGINT');
      assert.match(records, / cancel Task-1\n(.*\n)*.* task=- KeyboardInterrupt\n$/);
    }
  });

  test('can be handled by the program', async () => {
    const program = `import asyncio, signal
async def main():
    stop = asyncio.Event()
    signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    print("ready", flush=True)
    while not stop.is_set():
        await asyncio.sleep(0.001)
    print("stopped")
asyncio.run(main())
`;
    for (const words of [[], ['--real']]) {
      for (const { status, records } of await interrupted(program, ...words)) {
        assert.equal(status, 0);
        assert.match(records, / task=Task-1 stopped\n.* done Task-1\n$/);
      }
    }
  });

  test('or any other signal, however often it comes, doesn’t disturb the trace', async () => {
    const program = `import asyncio, signal
def ring(number, frame):
    global left
    left -= 1
    calls.put_nowait(left)
    loop.call_soon(print, "called")
    if left <= 0:
        signal.setitimer(signal.ITIMER_REAL, 0)
async def main():
    global loop, calls, left
    loop, calls, left = asyncio.get_running_loop(), asyncio.Queue(), 300
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while left > 0:
        await asyncio.sleep(0)
        if not calls.empty():
            print(await calls.get())
    print("ready", flush=True)
    await asyncio.Future()
asyncio.run(main())
`;
    for (const words of [[], ['--real']]) {
      for (const { records } of await interrupted(program, ...words)) assert.ok(records.split(' called\n').length > 300);
    }
  });

  test('can be handled by the loop', async () => {
    const program = `import asyncio, signal
async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    print("ready", flush=True)
    await stop.wait()
    print("stopped")
asyncio.run(main())
`;
    for (const { status, records } of await interrupted(program, '--real')) {
      assert.equal(status, 0);
      assert.match(records, / task=Task-1 stopped\n.* done Task-1\n$/);
    }
  });
});
