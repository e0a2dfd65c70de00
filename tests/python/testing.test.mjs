// A learner's own tests: classes of unittest, each test of which has a loop of its own. They do what they do in CPython
// without the tracer, and the page says how they ended.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readOutcome } from '../../web/page/python/answers.js';
import { marksOf } from '../../web/page/python/faults.js';
import { sentenceOfEnd } from '../../web/page/python/outcome.js';
import { oracle } from '../oracle/oracle.mjs';
import { compare } from '../oracle/compare.mjs';
import { command, fileOf } from './command.mjs';
import { python } from './python.mjs';

const before = `import asyncio, contextlib, sys, time, unittest

async def fetch(city):
    await asyncio.sleep(0.3)
    return f"snow in {city}"

@contextlib.asynccontextmanager
async def connection(name):
    print("open", name)
    await asyncio.sleep(0.1)
    yield name
    await asyncio.sleep(0.1)
    print("close", name)

`;
const after = `
if __name__ == "__main__":
    unittest.main()
`;
const withTests = (body) => `${before}class FetchTest(unittest.IsolatedAsyncioTestCase):\n${body.replace(/^\n/, '').replace(/^(?=.)/gm, '    ')}${after}`;

const everything = withTests(`
async def asyncSetUp(self):
    await asyncio.sleep(0.1)
    self.addAsyncCleanup(self.clean, "late")
    self.name = await self.enterAsyncContext(connection("weather"))

async def asyncTearDown(self):
    await asyncio.sleep(0.1)
    print("torn down")

async def clean(self, how):
    await asyncio.sleep(0.2)
    print("cleaned", how)

async def test_fetch(self):
    self.assertEqual(await fetch("Oslo"), "snow in Oslo")

async def test_together(self):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(city), name=city) for city in ("Oslo", "Lima")]
    self.assertEqual(len(tasks), 2)

async def test_wrong(self):
    self.assertEqual(await fetch("Lima"), "sun in Lima")

async def test_each(self):
    for city in ("Oslo", "Lima"):
        with self.subTest(city=city):
            self.assertIn("Oslo", await fetch(city))

@unittest.skip("not today")
async def test_skipped(self):
    print("never")

async def test_broken(self):
    await fetch("Rome")
    {}["Rome"]

def test_plain(self):
    print("no loop is needed")
`);

async function inPage(source) {
  const { call } = await python();
  return readOutcome(call('run', { source }));
}

test('tests run with the same records as in CPython without the tracer: set-up, tests, tear-down and cleanups, each test in a loop of its own', async () => {
  const { records } = await python();
  const { run } = await oracle();
  const ours = records(everything, { switches: true });
  for (const implementation of ['c', 'python']) {
    assert.equal(compare(run(everything, { switches: true, implementation }).records, ours, ['CPython', 'traced']), '');
  }
  assert.equal(ours.filter((line) => line.endsWith(' torn down')).length, 6, 'asyncTearDown runs after each test that isn’t skipped');
});

test('each set-up, test, tear-down and cleanup is a task of its own', async () => {
  const { trace } = await python();
  const { events } = trace(withTests(`
async def asyncSetUp(self):
    self.addAsyncCleanup(asyncio.sleep, 0.2)

async def asyncTearDown(self):
    await asyncio.sleep(0.1)

async def test_one(self):
    await fetch("Oslo")

async def test_two(self):
    await fetch("Lima")
`));
  assert.deepEqual(events.filter(({ kind }) => kind === 'task_created').map(({ t, function: name }) => `${t.toFixed(1)} ${name}`), [
    '0.0 asyncSetUp', '0.0 test_one', '0.3 asyncTearDown', '0.4 sleep',
    '0.6 asyncSetUp', '0.6 test_two', '0.9 asyncTearDown', '1.0 sleep',
  ]);
});

test('the page says how many tests ran and which failed, and marks the lines', async () => {
  const done = await inPage(everything);
  const end = sentenceOfEnd(done, 5);
  const line = (text) => everything.split('\n').findIndex((each) => each.includes(text)) + 1;
  assert.deepEqual([done.tests.ran, done.tests.failed, done.tests.skipped], [7, 3, 1]);
  assert.equal(end.text, 'Ran 7 tests, 3 failed, 1 skipped: '
    + `test_broken: KeyError: 'Rome' (line ${line('{}["Rome"]')}); `
    + `test_each (city='Lima'): AssertionError: 'Oslo' not found in 'snow in Lima' (line ${line('assertIn("Oslo"')}); `
    + `test_wrong: AssertionError: 'snow in Lima' != 'sun in Lima' (line ${line('"sun in Lima"')})`);
  assert.equal(end.wrong, true);
  assert.deepEqual(marksOf(everything, end, done).filter(({ severity }) => severity === 'error').map((mark) => [mark.line, mark.message]), [
    [line('{}["Rome"]'), "test_broken: KeyError: 'Rome'"],
    [line('assertIn("Oslo"'), "test_each (city='Lima'): AssertionError: 'Oslo' not found in 'snow in Lima'"],
    [line('"sun in Lima"'), "test_wrong: AssertionError: 'snow in Lima' != 'sun in Lima'"],
  ]);
});

test('tests that all pass are said to, and so are those that are skipped', async () => {
  const one = `
async def test_fetch(self):
    self.assertEqual(await fetch("Oslo"), "snow in Oslo")
`;
  const skipped = `
@unittest.skip("not today")
async def test_skipped(self):
    pass
`;
  const says = async (source) => sentenceOfEnd(await inPage(source), 5);
  assert.deepEqual(await says(withTests(one)), { text: 'Ran 1 test: it passed.', wrong: false, lines: [] });
  assert.equal((await says(withTests(one + one.replace('test_fetch', 'test_again')))).text, 'Ran 2 tests: all passed.');
  assert.equal((await says(withTests(one + skipped))).text, 'Ran 2 tests: 1 passed, 1 skipped.');
  assert.equal((await says(withTests(skipped))).text, 'Ran 1 test, 1 skipped.');
  assert.equal((await says(withTests(one).replace(after, ''))).text, 'Nothing runs the tests in this program: end it with unittest.main().');
  assert.equal((await says('print("no test")')).text, '');
});

test('debug mode is on in a test, so that a slow callback is reported', async () => {
  const slow = withTests(`
async def test_slow(self):
    self.assertTrue(asyncio.get_running_loop().get_debug())
    time.sleep(0.5)
`);
  const { trace } = await python();
  const { events } = trace(slow);
  const said = events.filter(({ kind }) => kind === 'reported').map(({ text }) => text).join('');
  assert.match(said, /Executing <Task finished name='Task-\d+' coro=<FetchTest\.test_slow\(\) .* took 0\.500 seconds/);
  assert.equal(sentenceOfEnd(await inPage(slow), 5).text, 'Ran 1 test: it passed.');
});

test('a test may have a loop_factory, and a test that hangs is told as stuck', async () => {
  assert.equal(sentenceOfEnd(await inPage(withTests(`
loop_factory = asyncio.EventLoop

async def test_fetch(self):
    self.assertEqual(await fetch("Oslo"), "snow in Oslo")
`)), 5).text, 'Ran 1 test: it passed.');
  const hangs = await inPage(withTests(`
async def test_hangs(self):
    await asyncio.Event().wait()
`));
  assert.equal(hangs.ending, 'deadlock');
  assert.equal(hangs.tests, null);
});

test('what a worker says of tests is taken as a stranger’s', () => {
  const outcome = { ending: 'finished', tests: { ran: 'many', failed: -1, skipped: 2 ** 40, faults: [7, { name: 'x'.repeat(9999), line: 'y' }] } };
  const { tests } = readOutcome(outcome);
  assert.deepEqual([tests.ran, tests.failed, tests.skipped, tests.faults.length, tests.faults[1].name.length, tests.faults[1].line], [0, 0, 0, 2, 1000, 0]);
  assert.equal(readOutcome({ ending: 'finished' }).tests, null);
});

test('the command line runs tests on the virtual clock, with unittest’s own words and exit code', () => {
  const { status, stdout, stderr } = command([fileOf(everything)]);
  assert.equal(status, 1);
  assert.match(stderr, /^Ran 7 tests in 5\.400s\n\nFAILED \(failures=2, errors=1, skipped=1\)$/m);
  assert.match(stdout, /open weather/);
});
