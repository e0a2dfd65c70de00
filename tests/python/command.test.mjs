// python3 -m interleave: what it runs, what it prints, what it ends with.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { full } from '../full.mjs';
import { interleave } from '../runner.mjs';
import { command, fileOf, folderWith, python, run, shown, top, versions } from './command.mjs';

const hello = `import asyncio

delay = 0.5


async def main():
    print("hello")
    await asyncio.sleep(delay)
    print("bye")


asyncio.run(main())
`;
// The usual run takes a third of the lessons for each question: lessons.test.mjs has all of them.
const lessons = readdirSync(join(top, 'lessons')).filter((name) => /^\d/.test(name));
const some = (rest) => lessons.filter((_name, i) => full || i % 3 === rest);
const lessonFile = (name) => join(top, 'lessons', name, 'lesson.py');

describe('a program', () => {
  test('runs, prints as it would without the tracer, and one line says how it went', () => {
    const { status, stdout, stderr } = command([fileOf(hello)]);
    assert.equal(stdout, 'hello\nbye\n');
    assert.match(stderr, /^interleave: the program ended at 0\.5 s, after \d+ events; .*--timeline.*\.\n$/);
    assert.equal(status, 0);
  });

  test('has its own name, arguments, folder and input', () => {
    const program = `import sys
print(__name__, __file__, sys.argv, sys.path[0])
print(input("? "))
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.fileno(), sys.stdin.fileno())
print(sys.modules["__main__"].__dict__ is globals())
sys.stdout.buffer.write(b"raw\\n")
sys.stdout.reconfigure(line_buffering=True)
`;
    const folder = folderWith({ 'main.py': program });
    const options = { cwd: folder, input: 'typed\n' };
    const plain = run(['main.py', '-v', '--json'], options);
    assert.deepEqual(command(['main.py', '-v', '--json'], options).stdout, plain.stdout);
    assert.deepEqual(command(['--seed', '2', 'main.py', '--until', '5', '--', '-v', '--json'], options).stdout, plain.stdout);
    assert.match(plain.stdout, /\['main.py', '-v', '--json'\]/);
  });

  test('has its sets in the same order each time', () => {
    const file = fileOf('print({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})\n');
    for (const { path: by } of versions) {
      const { stdout } = run([file], { by, env: { PYTHONHASHSEED: '0' } });
      for (let n = 0; n < 3; ++n) assert.equal(command([file], { by }).stdout, stdout);
      const chosen = { by, env: { PYTHONHASHSEED: '7' } };
      assert.equal(command([file], chosen).stdout, run([file], chosen).stdout);
    }
  });

  test('runs if stdout and stderr are closed', () => {
    const folder = folderWith({ 'main.py': hello });
    for (const words of [[], ['--json'], ['--real']]) {
      const script = `exec ${python} -m interleave main.py -o trace.json ${words.join(' ')} >&- 2>&-`;
      const { status } = spawnSync('sh', ['-c', script], { cwd: folder, env: { ...process.env, PYTHONPATH: join(top, 'python') } });
      assert.equal(status, 0);
      assert.match(readFileSync(join(folder, 'trace.json'), 'utf8'), /"hello\\n"/);
    }
  });

  test('has its bytes on stdout in its output', () => {
    const file = fileOf('import sys\nprint("text")\nsys.stdout.buffer.write("é\\n".encode())\n');
    for (const { path: by } of versions) {
      assert.equal(command(['--switches', file], { by }).stdout, 't=0.000000 task=- text\nt=0.000000 task=- é\n');
    }
  });

  test('is found through a link as by Python: with its own folder on the path', () => {
    const folder = folderWith({ 'there/main.py': 'import other\nprint(__file__)\n', 'there/other.py': 'print("other")\n' });
    symlinkSync(join(folder, 'there/main.py'), join(folder, 'link.py'));
    assert.equal(command(['link.py'], { cwd: folder }).stdout, run(['link.py'], { cwd: folder }).stdout);
  });

  test('may have the name of a library module, in the folder where the command runs', () => {
    const folder = folderWith({ 'queue.py': hello, 'random.py': 'broken(' });
    assert.equal(command(['queue.py', '--set', 'delay=0'], { cwd: folder }).stdout, 'hello\nbye\n');
  });

  test('has simulated threads, whose output appears at its moment', () => {
    const program = `import asyncio, sys, time
def work():
    print("begun")
    time.sleep(2)
    print("late", file=sys.stderr)
    print("late")
async def main():
    job = asyncio.create_task(asyncio.to_thread(work))
    await asyncio.sleep(1)
    print("early")
    await job
asyncio.run(main())
`;
    const { status, stdout, stderr } = command([fileOf(program)]);
    assert.equal(stdout, 'begun\nearly\nlate\n');
    assert.match(stderr, /^late\ninterleave: the program ended at 2 s, /);
    assert.equal(status, 0);
  });

  test('has a simulated network', () => {
    const program = `import asyncio
async def serve(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8000)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
        writer.write(b"hello\\n")
        print((await reader.readline()).decode(), end="")
        writer.close()
asyncio.run(main())
`;
    const { stdout, stderr } = command([fileOf(program)]);
    assert.equal(stdout, 'HELLO\n');
    assert.match(stderr, /^interleave: the program ended at 0\.2 s, /);
  });

  test('may be in any encoding that it declares', () => {
    const folder = folderWith({ 'main.py': Buffer.from('# coding: latin-1\r\nprint(ascii("\xe9"))\r\n', 'latin1') });
    assert.equal(command(['main.py'], { cwd: folder }).stdout, "'\\xe9'\n");
  });

  test('sees the names of asyncio’s own classes', () => {
    const program = `import asyncio
async def waits(lock):
    async with lock:
        await asyncio.sleep(1)
async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(waits(lock)) for _ in range(2)]
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    for thing in (*tasks, lock, asyncio.Queue(), asyncio.Future(), loop.create_future(), loop.call_soon(waits), loop.call_later(1, waits)):
        print(type(thing), thing)
asyncio.run(main())
`;
    const bare = (text) => text.replace(/ at 0x\w+|when=[\d.]+/g, '');
    for (const how of [[], ['--real']]) {
      for (const { path: by } of versions) {
        const file = fileOf(program);
        assert.equal(bare(command([...how, file], { by }).stdout), bare(run([file], { by }).stdout));
      }
    }
  });

  test('prints to stderr as it would without the tracer, once', () => {
    const program = `import asyncio, logging, sys, warnings
async def fails():
    raise ValueError("x")
async def main():
    print("one", "two", file=sys.stderr)
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0.1)
    del task
    fails()
    warnings.warn("careful")
    logging.getLogger("mine").warning("logged")
asyncio.run(main())
`;
    const file = fileOf(program);
    const bare = (text) => text.replace(/^ *File ".*events\.py".*\n.*\n(.*\^.*\n)?/m, '').replace(/ at 0x\w+/g, '').replace(/^interleave: .*\n/m, '');
    const { stderr } = command([file]);
    assert.equal(bare(stderr), bare(run([file]).stderr));
    assert.match(stderr, /never retrieved\nfuture: <Task finished/);
    const told = JSON.parse(command([file, '--json']).stdout).events.filter(({ kind }) => kind === 'reported');
    assert.deepEqual(told.map(({ what, text }) => `${what}: ${text}`), [
      'other: one two\n', 'callback_error: Exception in callback main.<locals>.<lambda>', 'never_retrieved: Task exception was never retrieved',
      "never_awaited: coroutine 'fails' was never awaited", 'other: careful', 'other: logged\n',
    ]);
  });
});

describe('the records', () => {
  const told = (slug) => interleave(['run', slug, '--switches', '--until', '60']);
  // CPython 3.14 puts it in other words.
  const inWordsOf314 = (records) => records.replace("object function can't be used in 'await' expression", "'function' object can't be awaited");

  for (const { version, path } of versions) {
    test(`are those of the runner, for lessons, in CPython ${version}`, async () => {
      for (const name of some(0)) {
        const { stdout } = command([lessonFile(name), '--switches', '--until', '60'], { by: path });
        assert.equal(inWordsOf314(stdout), await told(name.slice(3)), name);
      }
    });
  }

  test('are those of the trace as the runner reads it', async () => {
    for (const name of some(1)) {
      const [records, trace] = ['--switches', '--json'].map((how) => command([how, lessonFile(name), '--until', '60']).stdout);
      assert.equal(await shown(trace, '--switches'), records, name);
    }
  });

  test('aren’t mixed with other output on stdout', () => {
    const { stdout, stderr } = command(['--switches', fileOf(hello)]);
    assert.equal(stdout, `t=0.000000 create Task-1
t=0.000000 step Task-1
t=0.000000 task=Task-1 hello
t=0.500000 step Task-1
t=0.500000 task=Task-1 bye
t=0.500000 done Task-1
`);
    assert.equal(stderr, '');
  });
});

describe('the trace', () => {
  test('has a title', () => {
    const { events, ...head } = JSON.parse(command(['--json', '--seed', '7', fileOf(hello)]).stdout);
    assert.deepEqual({ ...head, python: null }, { interleave: 1, title: 'main.py', clock: 'virtual', hold_threshold: 0.1, seed: 7, python: null });
    assert.equal(events.at(-1).kind, 'finished');
  });

  test('goes into a file while the program prints', async () => {
    const folder = folderWith({ 'main.py': hello });
    const { status, stdout, stderr } = command(['main.py', '-o', 'trace.json'], { cwd: folder });
    assert.equal(stdout, 'hello\nbye\n');
    assert.match(stderr, /^interleave: .*trace\.json\.\n$/);
    assert.equal(status, 0);
    assert.match(await shown(readFileSync(join(folder, 'trace.json'))), /hello\n.* bye\n/);
  });

  test('has the lines of all of the program’s own files, with the names of all but the main one', () => {
    const folder = folderWith({
      'main.py': 'import asyncio\nfrom parts.helper import pause\nfrom lib import rest\n\nasync def main():\n    await pause()\n    await rest()\n\nasyncio.run(main())\n',
      'parts/__init__.py': '',
      'parts/helper.py': 'import asyncio\n\nasync def pause():\n    await asyncio.sleep(1)\n',
      'env/site-packages/lib.py': 'import asyncio\n\nasync def rest():\n    await asyncio.sleep(1)\n',
    });
    const { stdout } = command(['--json', 'main.py'], { cwd: folder, env: { PYTHONPATH: `${join(top, 'python')}:${join(folder, 'env/site-packages')}` } });
    const waits = JSON.parse(stdout).events.filter(({ kind }) => kind === 'task_suspended');
    assert.deepEqual(waits.map(({ function: at, callers, line, file }) => [at, callers, line, file]), [
      ['pause', 'main', 4, 'parts/helper.py'], ['main', '', 7, undefined],
    ]);
  });

  test('is valid for the reader whatever is printed', async () => {
    const program = 'print("\\x01\\x7f", "é" * 3_000_000)\nprint(chr(10) * 3)\nraise ValueError("\\ud800")\n';
    const trace = command(['--json', fileOf(program)]).stdout;
    assert.match(await shown(trace), /^t=0\.000000 task=- \x01\x7f é+… \(\d.* more characters\)\n(.* \n){4}.* ValueError: \ufffd\n$/);
  });

  test('is valid for the reader whatever numbers there are, and without objects that asyncio refuses', async () => {
    const program = `import asyncio, contextlib
async def main():
    for make in (lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0)):
        with contextlib.suppress(ValueError):
            make()
    asyncio.Queue(10 ** 12)
    await asyncio.Semaphore(10 ** 12).acquire()
    loop = asyncio.get_running_loop()
    for delay in (1e13, float("inf"), float("nan")):
        loop.call_later(delay, print).cancel()
asyncio.run(main())
`;
    const trace = command(['--json', fileOf(program)]).stdout;
    assert.match(await shown(trace, '--switches'), / done Task-1\n$/);
    assert.deepEqual(JSON.parse(trace).events.filter(({ kind }) => kind === 'resource_made').map(({ what }) => what), ['queue', 'semaphore']);
  });

  test('is written even if the program fails', async () => {
    const folder = folderWith({ 'main.py': `${hello}1 / 0\n` });
    assert.equal(command(['main.py', '-o', 'trace.json'], { cwd: folder }).status, 1);
    assert.match(await shown(readFileSync(join(folder, 'trace.json'))), /ZeroDivisionError: division by zero\n$/);
  });
});

describe('a setting', () => {
  const dice = 'import random\nsides = 6\nname = "die"\nfair = True\nprint(name, fair, [random.randint(1, sides) for _ in range(9)])\n';

  test('replaces a constant', () => {
    assert.equal(command([fileOf(dice), '--set', 'sides=1', '--set', 'name=coin', '--set', 'fair=false']).stdout, `coin False [${Array(9).fill(1).join(', ')}]\n`);
  });

  test('seeds random numbers, with 1 by default', () => {
    const [none, one, two] = [[], ['--seed', '1'], ['--seed', '2']].map((words) => command([...words, fileOf(dice)]).stdout);
    assert.equal(none, one);
    assert.notEqual(one, two);
  });

  test('cuts the program off, without cleanup', () => {
    const program = 'import asyncio, atexit\natexit.register(print, "at exit")\nasync def main():\n    try:\n        while True:\n'
      + '            print("tick")\n            await asyncio.sleep(1)\n    finally:\n        print("clean-up")\nasyncio.run(main())\n';
    const { status, stdout, stderr } = command(['--until', '2.5', fileOf(program)]);
    assert.equal(stdout, 'tick\ntick\ntick\n');
    assert.match(stderr, /^interleave: --until cut the program off at 2\.5 s, after \d+ events/);
    assert.equal(status, 0);
  });
});

describe('the exit code', () => {
  const endings = {
    'of a program that ends': ['print("x")', 0],
    'that the program gives': ['import sys\nsys.exit(7)', 7],
    'of a task that exits': ['import asyncio, sys\nasync def main():\n    sys.exit(3)\nasyncio.run(main())', 3],
    'of an exit with a message': ['import sys\nsys.exit("no more")', 1],
    'of an error': ['import asyncio\nasync def main():\n    raise ValueError("x")\nasyncio.run(main())', 1],
    'of an error in a module': ['import json\njson.loads("{")', 1],
    'of an error that came of another': ['try:\n    {}["a"]\nexcept KeyError as e:\n    raise RuntimeError("x") from e', 1],
    'of errors that come through what the tracer replaces': [`import asyncio
async def get(lock, queue):
    async with lock:
        await queue.get()
async def main():
    lock = asyncio.Semaphore(1)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(get(lock, asyncio.Queue()))
            group.create_task(get(lock, asyncio.Queue()))
            await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except* TimeoutError as error:
        asyncio.get_running_loop().call_exception_handler({"message": "told", "exception": error})
        raise
asyncio.run(main())`, 1],
    'of a coroutine that is never awaited, and lives until the end': ['async def never():\n    pass\nkept = [never()]\nkept.append(kept)', 0],
    'of several errors': ['raise ExceptionGroup("both", [ValueError(1), TypeError(2)])', 1],
    'of a cancelled main': ['import asyncio\nasync def main():\n    asyncio.current_task().cancel()\n    await asyncio.sleep(0)\nasyncio.run(main())', 1],
    'of an error in a lock': ['import asyncio\nasync def main():\n    s = asyncio.BoundedSemaphore(1)\n    s.release()\nasyncio.run(main())', 1],
    'of what is no Python': ['def f(:\n    pass', 1],
    'of a hook for errors': ['import sys\nsys.excepthook = lambda kind, error, trace: print(kind, trace.tb_lineno)\n1 / 0', 1],
    'of such a hook that fails': ['import sys\nsys.excepthook = lambda kind, error, trace: 1 / 0\nraise ValueError(1)', 1],
    'of functions to call at the end': ['import atexit, concurrent.futures, time\ndef late():\n    time.sleep(0.01)\n    print(name)\n'
      + 'name = "thread"\natexit.register(lambda: print("at exit", name))\nconcurrent.futures.ThreadPoolExecutor().submit(late)', 0],
  };
  for (const [name, [program, code]] of Object.entries(endings)) {
    test(`is CPython’s ${name}, and so is the output`, () => {
      const file = fileOf(program);
      for (const { version, path } of versions) {
        const [plain, ours] = [run([file], { by: path }), command([file], { by: path })];
        assert.equal(ours.status, code, version);
        assert.equal(ours.stdout, plain.stdout);
        // CPython leaves out the advice about tracemalloc once it can't import it any more.
        const frames = (text) => text.replace(/^(interleave: |RuntimeWarning: Enable tracemalloc).*\n/mg, '')
          .replace(/^ {2}File ".*", line \d+$/m, '');
        assert.equal(frames(ours.stderr), frames(plain.stderr));
      }
    });
  }

  test('of bytes that aren’t text is 1', () => {
    const { status, stderr } = command([fileOf(Buffer.from('x = "\xff"\n', 'latin1'))]);
    assert.match(stderr, /^SyntaxError: /m);
    assert.equal(status, 1);
  });

  test('of a program in which nothing can run is 1', () => {
    const { status, stderr } = command([fileOf('import asyncio\nasync def main():\n    await asyncio.Future()\nasyncio.run(main())\n')]);
    assert.equal(status, 1);
    assert.match(stderr, /^interleave: no task could run any more, and no timer was set, at 0 s/);
  });
});

describe('the last line recommends --real', () => {
  const programs = {
    'for a subprocess': 'import asyncio\nasync def main():\n    await asyncio.create_subprocess_exec("true")\nasyncio.run(main())\n',
    'for a socket': 'import socket\nsocket.socket()\n',
    'for another site': 'import asyncio\nasyncio.run(asyncio.open_connection("example.org", 80))\n',
    'for a thread': 'import threading\nthreading.Thread(target=print).start()\n',
  };
  for (const [name, program] of Object.entries(programs)) {
    test(name, () => assert.match(command([fileOf(program)]).stderr, /^interleave: .*; sockets, threads and subprocesses want --real; .*\n$/m));
  }

  test('but not for any other error', () => {
    assert.doesNotMatch(command([fileOf('raise RuntimeError("There are no sockets")')]).stderr, /--real/);
  });
});

describe('one sentence and exit code 2 report that', () => {
  const folder = folderWith({ 'main.py': hello });
  const sentences = {
    'there is no such file': [['nothing.py'], "'nothing.py' can't be read: No such file or directory"],
    'a folder is no program': [['.'], "'.' can't be read: Is a directory"],
    'no program is given': [[], 'a program is wanted, as in: interleave PROG.py; --help says more'],
    'an option is unknown': [['--swithces', 'main.py'], "there's no option --swithces; --help says what there is"],
    'a time is none': [['--until', 'soon', 'main.py'], "--until: a number of seconds from 0 is wanted, not 'soon'; --help says what there is"],
    'a time is before the start': [['main.py', '--until=-1'], "--until: a number of seconds from 0 is wanted, not '-1'; --help says what there is"],
    'a seed is none': [['--seed', '1.5', 'main.py'], "--seed: a whole number is wanted, not '1.5'; --help says what there is"],
    'a setting is none': [['--set', 'delay', 'main.py'], "--set: NAME=VALUE is wanted, not 'delay'; --help says what there is"],
    'a constant is unknown': [['--set', 'dealy=1', 'main.py'], 'the program has no module-level constant dealy'],
    'two things are to be shown': [['--json', 'main.py', '--switches'], '--switches: not allowed with --json; --help says what there is'],
    'a file cannot hold the trace': [['/dev/null', '-o', '/dev/full'], "'/dev/full' can't be written: No space left on device"],
    'a file cannot be written': [['main.py', '-o', 'no/where.json'], "'no/where.json' can't be written: No such file or directory"],
  };
  for (const [name, [words, sentence]] of Object.entries(sentences)) {
    test(name, () => {
      const { status, stdout, stderr } = command(words, { cwd: folder });
      assert.equal(stderr, `interleave: ${sentence}\n`);
      assert.equal(stdout, '');
      assert.equal(status, 2);
    });
  }

  test('the program makes a loop of its own kind', () => {
    const program = `import asyncio
class Own(asyncio.BaseEventLoop):
    pass
async def main():
    print("never")
with asyncio.Runner(loop_factory=Own) as runner:
    runner.run(main())
`;
    for (const how of [[], ['--real']]) {
      const { status, stdout, stderr } = command([...how, fileOf(program)]);
      assert.equal(stderr, "interleave: the program makes a loop that can't be watched, __main__.Own: let asyncio.run make it, as it comes\n");
      assert.equal(stdout, '');
      assert.equal(status, 2);
    }
  });

  test('the interpreter is too old', () => {
    const old = 'import runpy, sys; sys.version_info = (3, 10, 13); runpy.run_module("interleave", run_name="__main__")';
    const { status, stderr } = run(['-c', old, 'main.py'], { cwd: folder });
    assert.match(stderr, /^interleave: this needs CPython 3\.11 or newer, not \d.*\n$/);
    assert.equal(status, 2);
  });
});

test('--help lists every option', () => {
  const { status, stdout } = command(['--help']);
  assert.equal(status, 0);
  assert.match(stdout, /simulated/);
  for (const option of ['--real', '--until', '--seed', '--set', '--switches', '--timeline', '--json', '-o', '--open']) assert.ok(stdout.includes(`  ${option}`), option);
  assert.ok(stdout.split('\n').every((line) => line.length <= 120));
});
