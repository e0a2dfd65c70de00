// What a program is asked to read: answers that were prepared.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent, gives } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';

gives('input() takes the next answer and shows it after its prompt', `
  import asyncio
  async def main():
      name = input("Name? ")
      await asyncio.sleep(1)
      print("Hello", name, "of", input())
  asyncio.run(main())
`, `
  0 task=Task-1 Name? Ada
  1 task=Task-1 London
  1 task=Task-1 Hello Ada of London
`, { switches: false, answers: ['Ada', 'London'] });

gives('a job in a thread can read too, and so can lines of standard input', `
  import asyncio, sys, time
  async def main():
      print(repr(await asyncio.to_thread(input, "> ")))
      print([sys.stdin.readline(), next(sys.stdin)])
      def late():
          time.sleep(1)
          return input("> ")
      print(await asyncio.to_thread(late))
  asyncio.run(main())
`, `
  0 task=- > a
  0 task=Task-1 'a'
  0 task=Task-1 b
  0 task=Task-1 c
  0 task=Task-1 ['b\\n', 'c\\n']
  1 task=- > d
  1 task=Task-1 d
`, { switches: false, answers: ['a', 'b', 'c', 'd'] });

test('a run ends where an answer is missing, whatever the program does about it', async () => {
  const { run } = await oracle();
  const program = dedent(`
    import asyncio
    async def main():
        await asyncio.sleep(1)
        while True:
            try:
                print("got", input("Next? "))
            except BaseException:
                print("caught")
            finally:
                print("finally")
    try:
        asyncio.run(main())
    finally:
        print("end")
  `);
  for (const implementation of ['tracer', 'c']) {
    assert.deepEqual(run(program, { answers: ['one'], implementation }), {
      records: ['t=1.000000 task=Task-1 Next? one', 't=1.000000 task=Task-1 got one', 't=1.000000 task=Task-1 finally'],
      stderr: '',
      ending: 'input',
      threads: [],
    });
  }
});

test('a job that lacks an answer ends the run at its moment', async () => {
  const { run } = await oracle();
  const { records, ending } = run(dedent(`
    import asyncio, time
    def ask():
        time.sleep(2)
        try:
            input("Name? ")
        finally:
            print("never")
    async def main():
        asyncio.get_running_loop().call_later(1, print, "before")
        await asyncio.to_thread(ask)
    asyncio.run(main())
  `), { implementation: 'tracer' });
  assert.deepEqual(records, ['t=1.000000 task=- before']);
  assert.equal(ending, 'input');
});

test('the prompt of a missing answer is on the tape', async () => {
  const { python } = await import('./python.mjs');
  const { events, ending } = (await python()).trace('name = input("Name? ")');
  assert.equal(ending, 'input');
  assert.deepEqual(events.map(({ kind, text }) => [kind, text]), [['printed', 'Name? ']]);
});

test('a standard input that the program has replaced is read', async () => {
  const { run } = await oracle();
  const { records } = run(dedent(`
    import io, sys
    sys.stdin = io.StringIO("one\\n")
    print(input("? "))
    print(input("? "))
  `));
  assert.deepEqual(records, ['t=0.000000 task=- ? one', 't=0.000000 task=- EOFError: EOF when reading a line']);
});

gives('the end of input is an EOFError for input(), and ends lines and a read of everything', `
  import asyncio, sys
  async def main():
      try:
          input("> ")
      except EOFError as error:
          print(error)
      print(repr(sys.stdin.readline()), [line for line in sys.stdin], repr(sys.stdin.read()), input())
  asyncio.run(main())
`, `
  0 task=Task-1 > EOF when reading a line
  0 task=Task-1 a
  0 task=Task-1 b
  0 task=Task-1 c
  0 task=Task-1 '' ['a\\n'] 'b\\n' c
`, { switches: false, answers: [null, null, 'a', null, 'b', null, 'c'] });
