// What the page's worker asks of Python: a program's constants, what is wrong with its text, and runs in pieces that go
// on where an earlier one had come to.

import assert from 'node:assert/strict';
import test from 'node:test';
import { python } from './python.mjs';

const ticks = `
import asyncio

delay = 1


async def main():
    for n in range(100):
        await asyncio.sleep(delay)
        print(n)


asyncio.run(main())
`;

async function page() {
  const { call } = await python();
  return call;
}

test('the constants of a program are its module-level numbers, switches and choices, with their ranges', async () => {
  const call = await page();
  const { error, constants } = call('check', `
delay = 1.5  # 0.5..5 s
count = 3
patient = True
mode = "fast"  # fast | slow
start = "now"  # or "later"
name = "Ada"
below = -2.5
_hidden = 1
twice = 1
twice = 2
def f():
    inner = 7
`);
  assert.equal(error, null);
  const short = constants.map(({ name, type, value, min, max, step, unit, choices }) => [name, type, value, min, max, step, unit, choices.join('|')]);
  assert.deepEqual(short, [
    ['delay', 'number', 1.5, 0.5, 5, 0.1, 's', ''],
    ['count', 'integer', 3, 0, 10, 1, '', ''],
    ['patient', 'switch', true, 0, 1, 1, '', ''],
    ['mode', 'choice', 'fast', 0, 1, 1, '', 'fast|slow'],
    ['start', 'choice', 'now', 0, 1, 1, '', 'now|later'],
    ['below', 'number', -2.5, -5, 5, 0.1, '', ''],
  ]);
});

test('a constant says what its line’s comment says, or else its name and line', async () => {
  const call = await page();
  const { constants } = call('check', `delay = 1.5  # 0.5..5 s
count = 3  # how many there are
mode = "fast"  # fast | slow
patient = True
begin = (
    2)  #: the first
rest = 2  # 1..3.5 s: after each # of them
pages = 2  # 1..9: how many: all
`);
  assert.deepEqual(constants.map(({ help }) => help), ['delay, line 1', 'how many there are', 'mode, line 3', 'patient, line 4', 'the first',
    'after each # of them', 'how many: all']);
  assert.deepEqual(constants.slice(-2).map(({ type, min, max, unit }) => [type, min, max, unit]), [['number', 1, 3.5, 's'], ['integer', 1, 9, '']]);
});

test('a name that is bound again anywhere is a variable, not a constant', async () => {
  const call = await page();
  const { error, constants } = call('check', `
by_global = by_loop = 0
by_global, by_loop = 1, 2
counted = 0
looped = 1
added = 1
gone = 1
imported = 1
defined = 1
caught = 1
matched = 1
walrus = 1
nested = 1
kept = 1
noted: int
noted = 2
read = 3
def f():
    global counted, read
    counted += 1
    print(read)
    kept = 2
    def g():
        global nested
        nested, by_nobody = 2, 3
for looped in range(3):
    added += 1
del gone
import os.path as imported
def defined(kept):
    return [kept for kept in range(3)]
try:
    pass
except OSError as caught:
    pass
match 3:
    case matched:
        pass
print([walrus := 1])
`);
  assert.equal(error, null);
  assert.deepEqual(constants.map(({ name }) => name), ['kept', 'noted', 'read']);
});

test('a number that doesn’t suit a slider isn’t a constant, and a range without room between its ends isn’t a range', async () => {
  const call = await page();
  const { error, constants } = call('check', `
huge = ${'9'.repeat(400)}
far = 3  # 0..${'9'.repeat(400)}
backwards = 4  # 10..1
one = 5  # 5..5
close = 0.0  # 0..0.${'0'.repeat(322)}5
`);
  assert.equal(error, null);
  assert.deepEqual(constants.map(({ name, min, max }) => [name, min, max]), [['far', 0, 10], ['backwards', 0, 10], ['one', 0, 10], ['close', 0, 1]]);
});

test('a text that isn’t a program gets the error and its place', async () => {
  const call = await page();
  const { error } = call('check', 'import asyncio\nasync def main(:\n    pass\n');
  assert.deepEqual([error.type, error.line, error.column], ['SyntaxError', 2, 16]);
  assert.equal(call('check', 'x = 1\0').error.type, 'SyntaxError');
});

test('a run that continues an earlier one sends only new events', async () => {
  const call = await page();
  const first = call('run', { source: ticks, until: 10 });
  assert.equal(first.ending, 'until');
  const whole = call('run', { source: ticks, until: 20 });
  const second = call('run', { source: ticks, until: 20, known: first.known });
  assert.equal(second.ending, 'until');
  assert.deepEqual(second.known, whole.known);
  assert.equal(first.events + second.events, whole.events);
  assert.ok(first.events.length > 0 && second.events.length > 0);
});

test('a run that differs from the earlier one isn’t followed further', async () => {
  const call = await page();
  const first = call('run', { source: ticks, until: 10 });
  const second = call('run', { source: ticks.replace('print(n)', 'await asyncio.sleep(0)'), until: 20, known: first.known });
  assert.equal(second.ending, 'differs');
  assert.equal(second.events, '');
});

test('neither is one that prints something else', async () => {
  const call = await page();
  const source = ticks.replace('print(n)', 'print(uuid.uuid4())').replace('import asyncio', 'import asyncio, uuid');
  const first = call('run', { source, until: 5 });
  const second = call('run', { source, until: 10, known: first.known });
  assert.equal(second.ending, 'differs');
  assert.equal(second.events, '');
});

test('a run that ends earlier than the previous one differs from it', async () => {
  const call = await page();
  const first = call('run', { source: ticks, until: 10 });
  const second = call('run', { source: ticks.replace('100', '3'), until: 20, known: first.known });
  assert.deepEqual([second.ending, second.events], ['differs', '']);
});

test('a run can continue one after which other texts were left', async () => {
  const call = await page();
  const source = `import asyncio

async def main():
    try:
        await asyncio.sleep(5)
        print("slept")
    finally:
        asyncio.current_task().set_name("clears up")
        print("at last")

asyncio.run(main())
`;
  const first = call('run', { source, until: 3 });
  assert.deepEqual(call('run', { source, until: 10, known: first.known }).known, call('run', { source, until: 10 }).known);
});

test('a constant that changes while a program runs is seen by the next callback', async () => {
  const call = await page();
  const { events: same } = call('run', { source: ticks, until: 6 });
  const { events: changed } = call('run', { source: ticks, until: 6, changes: [{ after: 5, name: 'delay', value: 3 }] });
  assert.notEqual(changed, same);
  assert.ok(changed.length < same.length);
  assert.equal(call('run', { source: ticks, until: 6, changes: [{ after: 10_000, name: 'delay', value: 3 }] }).events, same);
});

test('a program that changes a module is detected, even if it only renames something, but not one that warns', async () => {
  const call = await page();
  const changes = (source) => {
    call('run', { source, until: 3 });
    return call('altered');
  };
  assert.equal(changes(ticks), false);
  assert.equal(changes('import asyncio\nasyncio.sleep = None\n'), true);
  assert.equal(changes(ticks), false);
  assert.equal(changes('import warnings\nwarnings.warn("so")\nimport json\n'), false);
  assert.equal(changes('import errno\nerrno.other = errno.EPERM\ndel errno.EPERM\n'), true);
  assert.equal(changes('import errno\nerrno.EPERM = errno.other\ndel errno.other\n'), false, 'it’s as it was');
});

test('a constant has another value at each run, and no text of the program is mistaken for one', async () => {
  const { trace } = await python();
  const source = 'n = 1\nrate: float = 2.5\nwhich = "a"  # a | b\nprint(n, rate, which, 1, 2.5, "a")\n';
  const printed = (set) => trace(source, { set }).events.filter(({ kind }) => kind === 'printed').map(({ text }) => text.trimEnd());
  assert.deepEqual(printed({}), ['1 2.5 a 1 2.5 a']);
  for (const [n, rate, which, says] of [[-7, 3, 'b', '-7 3.0 b 1 2.5 a'], [2 ** 40, 0.1, 'a', '1099511627776 0.1 a 1 2.5 a'], [0, -0.5, 'b', '0 -0.5 b 1 2.5 a']]) {
    assert.deepEqual(printed({ n, rate, which }), [says]);
  }
});

const asks = `
import asyncio


async def main():
    await asyncio.sleep(1)
    print("What's your", end=" ")
    async with asyncio.timeout(9):
        name = input("name? ")
    await asyncio.sleep(1)
    print("Where do you live?")
    print(name, input())


asyncio.run(main())
`;

test('a run that lacks an answer reports its moment, its line and its prompt', async () => {
  const call = await page();
  const { ending, error, reached, prompt, stopped_at: stack } = call('run', { source: asks, until: 20 });
  assert.deepEqual([ending, error, reached, prompt], ['input', null, 1, 'What\'s your name?']);
  assert.deepEqual(stack.at(-1), ['program.py', 'main', 9]);
  const second = call('run', { source: asks, until: 20, answers: ['Ada'] });
  assert.deepEqual([second.ending, second.reached, second.prompt, second.stopped_at.at(-1)[2]], ['input', 2, 'Where do you live?', 12]);
});

test('with one more answer a run continues from where it was missing', async () => {
  const call = await page();
  const first = call('run', { source: asks, until: 20 });
  const second = call('run', { source: asks, until: 20, answers: ['Ada'], known: first.known });
  const third = call('run', { source: asks, until: 20, answers: ['Ada', 'London'], known: second.known });
  const whole = call('run', { source: asks, until: 20, answers: ['Ada', 'London'] });
  assert.equal(third.ending, 'finished');
  assert.deepEqual(third.known, whole.known);
  assert.equal(first.events + second.events + third.events, whole.events);
});

test('a missing answer has no prompt if nothing was printed since the last one', async () => {
  const call = await page();
  const { prompt } = call('run', { source: 'print("before")\ninput()\ninput()\n', answers: ['a'] });
  assert.equal(prompt, '');
});

test('a run has the requested network', async () => {
  const call = await page();
  const source = `
import asyncio
async def serve(reader, writer):
    writer.write(await reader.read(100))
    writer.close()
async def main():
    await asyncio.start_server(serve, "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    writer.write(b"x" * 50)
    await reader.read()
asyncio.run(main())
`;
  const time = (network) => call('run', { source, ...network }).reached;
  assert.ok(time({ latency: 1 }) > 3 && time({}) < 1);
  assert.ok(time({ latency: 0, bandwidth: 10 }) >= 10 && time({ latency: 0 }) === 0);
});
