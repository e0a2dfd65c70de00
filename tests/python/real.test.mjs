// --real: the program's own kind of loop, on the system's clock, with sockets, threads and subprocesses.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { command, fileOf, folderWith, run, shown, versions } from './command.mjs';

/// Runs a program in each version with --real; checks that it prints what it does without this, and that the trace passes the
/// reader. Returns traces: `{ events, records, stderr, … }`.
async function traces(program) {
  const folder = folderWith({ 'main.py': program });
  const all = [];
  for (const { version, path } of versions) {
    const options = { by: path, cwd: folder };
    const ours = command(['--real', 'main.py', '-o', 'trace.json'], options);
    assert.equal(ours.stdout, run(['main.py'], options).stdout, version);
    assert.equal(ours.status, 0, ours.stderr);
    const trace = readFileSync(join(folder, 'trace.json'));
    all.push({ ...JSON.parse(trace), records: await shown(trace, '--switches'), stderr: ours.stderr });
  }
  return all;
}

const printed = ({ records }) => [...records.matchAll(/ task=(.*)$/mg)].map(([, text]) => text);

describe('on the system’s clock', () => {
  test('futures that another thread makes, even of its own classes, have no row', async () => {
    const all = await traces(`import asyncio
class Answer(asyncio.Future):
    pass
async def other():
    for cls in (Answer, asyncio.Future):
        future = cls()
        asyncio.get_running_loop().call_soon(future.set_result, cls.__name__)
        print(await future)
async def main():
    await asyncio.to_thread(lambda: asyncio.run(other()))
    event = asyncio.Event()
    event.set()
asyncio.run(main())
`);
    for (const { events } of all) {
      const about = events.filter(({ kind }) => kind.startsWith('resource_'));
      assert.deepEqual(about.map(({ kind, resource }) => [kind, resource]),
        [['resource_made', 1], ['resource_value', 1], ['resource_dropped', 1]]);
    }
  });
  test('servers and clients talk, and a thread works', async () => {
    const program = `import asyncio, threading
async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
async def talk(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for word in ("one", "two"):
        writer.write(f"{name} {word}\\n".encode())
        said = await reader.readline()
        async with turn:
            while turns[0] != (name, word):
                await turn.wait()
            print(said.decode().strip())
            turns.pop(0)
            turn.notify_all()
    writer.close()
    await writer.wait_closed()
def work(n):
    print("thread", threading.current_thread() is threading.main_thread())
    return n * n
async def main():
    global turn, turns
    turn, turns = asyncio.Condition(), [("a", "one"), ("b", "one"), ("b", "two"), ("a", "two")]
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(talk("a", port), talk("b", port))
    print(await asyncio.to_thread(work, 7))
    server.close()
asyncio.run(main())
`;
    for (const trace of await traces(program)) {
      assert.deepEqual(printed(trace), ['Task-3 A ONE', 'Task-4 B ONE', 'Task-4 B TWO', 'Task-3 A TWO', '- thread False', 'Task-1 49']);
      assert.match(trace.stderr, /^interleave: the program ended at \d.* s, after \d+ events; the tracer took (about \d+|less than 1) % of the time; they are in trace\.json\.\n$/);
    }
  });

  test('each event has its time, and there are no clock events', async () => {
    const program = 'import asyncio, time\nasync def main():\n    time.sleep(0.01)\n    await asyncio.sleep(0.02)\nasyncio.run(main())\n';
    for (const { clock, events } of await traces(program)) {
      assert.equal(clock, 'real');
      assert.ok(events.every(({ kind }) => kind !== 'clock' && kind !== 'held'));
      assert.ok(events.every(({ t }, i) => t >= (events[i - 1]?.t ?? 0)));
      assert.ok(events.every(({ t }) => Number(t.toFixed(6)) === t));
      const at = (wanted) => events.find(({ kind }) => kind === wanted).t;
      assert.ok(at('task_suspended') > at('task_stepped'));
      const { when } = events.find(({ kind }) => kind === 'timer_set');
      assert.ok(when > at('task_suspended') && at('timer_fired') > at('task_suspended'));
    }
  });

  test('input and requests from threads are callbacks', async () => {
    const program = `import asyncio, socket, threading
async def main():
    loop = asyncio.get_running_loop()
    ours, theirs = socket.socketpair()
    came = asyncio.Event()
    loop.add_reader(ours, lambda: (print(ours.recv(9)), came.set()))
    threading.Thread(target=theirs.send, args=(b"x",)).start()
    await came.wait()
    came.clear()
    def ask():
        loop.call_soon_threadsafe(print, "not called").cancel()
        loop.call_soon_threadsafe(print, "called")
        handles.append(loop.call_soon_threadsafe(print, "taken back"))
        loop.call_soon_threadsafe(came.set)
    handles = []
    loop.call_soon(lambda: handles[0].cancel())
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    await came.wait()
    loop.remove_reader(ours)
asyncio.run(main())
`;
    for (const { events } of await traces(program)) {
      // The reader's, the one that takes another back, and of the thread's four the one that was cancelled at once isn't there.
      const began = events.filter(({ kind, callback }) => kind === 'callback_began' && callback === 'callback');
      assert.equal(began.length, 1 + 1 + 3);
    }
  });

  test('an iteration says how many callbacks it has, not counting those that only wake the loop', async () => {
    const program = `import asyncio, threading, time
def work():
    time.sleep(0.02)
    loop.call_soon_threadsafe(came.set)
async def main():
    global loop, came
    loop, came = asyncio.get_running_loop(), asyncio.Event()
    thread = threading.Thread(target=work)
    thread.start()
    for _ in range(3):
        loop.call_soon(int)
    await came.wait()
    thread.join()
asyncio.run(main())
`;
    for (const { events } of await traces(program)) {
      const iterations = [];
      for (const { kind, callbacks } of events) {
        if (kind === 'iteration') iterations.push({ callbacks, began: 0 });
        if (kind === 'callback_began') iterations.at(-1).began += 1;
      }
      assert.deepEqual(iterations.slice(0, 4).map(({ callbacks, began }) => [callbacks, began]), [[1, 1], [3, 3], [1, 1], [1, 1]]);
      assert.ok(iterations.slice(4).every(({ callbacks, began }) => callbacks >= 1 && callbacks >= began));
    }
  });

  test('subprocesses run', async () => {
    const program = `import asyncio, sys
async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(input()[::-1])",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    out, _ = await child.communicate(b"olleh\\n")
    print(out.decode().strip(), child.returncode)
asyncio.run(main())
`;
    for (const trace of await traces(program)) assert.deepEqual(printed(trace), ['Task-1 hello 0']);
  });

  test('executors of processes work', async () => {
    const program = `import asyncio, concurrent.futures, multiprocessing, os
async def main():
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        print(await asyncio.get_running_loop().run_in_executor(pool, abs, -7))
        print(await asyncio.get_running_loop().run_in_executor(pool, os.getpid) == os.getpid())
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    asyncio.run(main())
`;
    for (const trace of await traces(program)) assert.deepEqual(printed(trace), ['Task-1 7', 'Task-1 False']);
  });

  test('many threads print and make requests at the same time', async () => {
    const program = `import asyncio, gc, threading
def work(n):
    for i in range(200):
        loop.call_soon_threadsafe(came.append, (n, i))
        print(end="")
        asyncio.run_coroutine_threadsafe(note(n), loop)
    return n
async def note(n):
    lock = asyncio.Lock()
    async with lock:
        counts[n] += 1
async def main():
    global loop
    loop = asyncio.get_running_loop()
    jobs = [asyncio.to_thread(work, n) for n in range(8)]
    print(await asyncio.gather(*jobs))
    await asyncio.sleep(0.05)
    print(len(came), counts == [200] * 8)
came, counts = [], [0] * 8
asyncio.run(main())
`;
    for (const { events } of await traces(program)) assert.equal(events.filter(({ kind }) => kind === 'task_created').length, 1 + 8 + 1600);
  });

  test('a loop that runs in a background thread is watched', async () => {
    const program = `import asyncio, threading
async def answer():
    await asyncio.sleep(0.01)
    print("asked")
    return 42
loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
print(asyncio.run_coroutine_threadsafe(answer(), loop).result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
`;
    for (const trace of await traces(program)) assert.deepEqual(printed(trace), ['Task-1 asked', '- 42']);
  });

  test('of several loops at a time one is watched', async () => {
    const program = `import asyncio, threading
async def part(n, lock):
    async with lock:
        await asyncio.sleep(0.001)
async def main(n):
    lock, queue, done = asyncio.Semaphore(2), asyncio.Queue(), asyncio.Future()
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(part(n, lock))
            queue.put_nowait(n)
    asyncio.get_running_loop().call_later(0.001, done.set_result, n)
    counts.append(await done)
    while not queue.empty():
        await queue.get()
counts = []
threads = [threading.Thread(target=asyncio.run, args=(main(n),)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
asyncio.run(main(4))
print(sorted(counts))
`;
    for (const { events } of await traces(program)) {
      const tasks = events.filter(({ kind }) => kind === 'task_created').length;
      assert.ok(tasks >= 42 && tasks % 21 === 0, tasks);
    }
  });

  test('a thread that does what only the loop’s thread may do is recorded, too', async () => {
    const program = `import asyncio, threading, time
async def wait_for_result(future):
    print("result", await future)
async def main():
    loop = asyncio.get_running_loop()
    future, queue = loop.create_future(), asyncio.Queue()
    waiter, sleeper = asyncio.create_task(wait_for_result(future)), asyncio.create_task(asyncio.sleep(600))
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    def meddle():
        future.set_result(1)
        queue.put_nowait("x")
        sleeper.cancel()
        loop.call_later(0.001, print, "later")
        loop.call_later(600, print, "never").cancel()
    thread = threading.Thread(target=meddle)
    thread.start()
    thread.join()
    print("met")
    await asyncio.sleep(0.05)
    print(await getter, sleeper.cancelled())
    await waiter
asyncio.run(main())
`;
    for (const { records } of await traces(program)) assert.match(records, /cancel Task-3\n(.*\n)*.* cancelled Task-3\n/);
  });

  test('a thread’s complaints are reported and shown', async () => {
    const program = 'import threading\ndef fails():\n    raise ValueError("in a thread")\nthread = threading.Thread(target=fails)\nthread.start()\nthread.join()\nprint("end")\n';
    for (const { events, stderr } of await traces(program)) {
      assert.match(stderr, /^Exception in thread Thread-1 \(fails\):\n/);
      assert.deepEqual(events.filter(({ kind }) => kind === 'reported').map(({ text }) => text), ['Exception in thread Thread-1 (fails)']);
    }
  });

  test('a program that forks writes one trace', async () => {
    const program = 'import os, sys\nprint("before", flush=True)\npid = os.fork()\nif pid == 0:\n    sys.exit(3)\nprint(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n';
    for (const trace of await traces(program)) assert.deepEqual(printed(trace), ['- before', '- 3']);
  });

  test('--until cuts the program off, whatever it waits for', async () => {
    const program = 'import asyncio, threading\nasync def main():\n    print("begun")\n    try:\n        await asyncio.to_thread(threading.Event().wait)\n    finally:\n        print("clean-up")\nasyncio.run(main())\n';
    for (const { path } of versions) {
      const { status, stdout, stderr } = command(['--real', '--until', '0.1', fileOf(program)], { by: path });
      assert.match(stdout, /^(begun\n)?$/); // main may come too late for it
      assert.match(stderr, /^interleave: --until cut the program off at 0\.1 s, /);
      assert.equal(status, 0);
    }
  });
});
