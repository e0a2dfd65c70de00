// What of a program folds away: never a line that runs, and enough of it that a listing has at most 35 lines in view.

import assert from 'node:assert/strict';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { decide, foldsOf, inView, isLong } from '../../web/page/folding.js';
import { interleave } from '../runner.mjs';

const lessons = readLessons(join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'lessons'));
const defaultsOf = ({ parameters }) => new Map(parameters.map((p) => [p.name, p.default]));
const codeOf = ({ lines }) => lines.map(({ code }) => code);

function foldsIn(lesson, language, settings) {
  const lines = codeOf(lesson[language]);
  const long = isLong(lines, language, defaultsOf(lesson), lesson.fold);
  return foldsOf(lines, language, settings, { long, helpers: lesson.fold });
}

/// The defaults, each choice and both sides of each switch.
function variants({ parameters }) {
  const each = parameters.flatMap((p) => (p.choices ?? (p.type === 'switch' ? [true, false] : [])).filter((value) => value !== p.default).map((value) => ({ [p.name]: value })));
  return [{}, ...each];
}

test('a condition on settings and constants is decided, any other is left alone', () => {
  const settings = new Map([['how', 'async'], ['on', true], ['n', 2]]);
  for (const [condition, holds] of [
    ['how == "async"', true], ['how != "async"', false], ['on', true], ['not on', false], ['n > 0', true], ['n >= 3', false],
    ['how in ("sync", "async")', true], ['how.startswith("as")', true], ['p.how.starts_with("sy")', false], ['!p.on || p.n == 2', true],
    ['(r.p.on && p.how == "sync")', false], ['n == 2 and other', undefined], ['not on and other', false], ['on or other', true],
    ['other', undefined], ['queue.locked()', undefined], ['how in other', undefined], ['f(how)', undefined], ['n + 1 > 2', undefined], ['n', undefined],
  ]) assert.equal(decide(condition, settings), holds, condition);
});

const program = `
a = 1

async def one():
    await helper()

async def helper():
    pass

async def main():
    if how == "one":
        await one()
        print(1)
    elif maybe():
        print(2)
    elif how == "two":
        print(3)
    else:
        print(4)
    print(5)
`.trim().split('\n');
const folded = (how) => foldsOf(program, 'python', new Map([['how', how]])).map(({ from, to, count }) => [program[from].trim(), program[to - 1].trim(), count]);

test('a branch that doesn’t run folds with its head, and so does a function that only it calls', () => {
  assert.deepEqual(folded('two'), [['async def one():', 'pass', 4], ['if how == "one":', 'print(1)', 3]]);
});

test('a branch after one that nobody can decide folds only if its own condition fails', () => {
  assert.deepEqual(folded('three'), [['async def one():', 'pass', 4], ['if how == "one":', 'print(1)', 3], ['elif how == "two":', 'print(3)', 2]]);
});

test('branches after one that runs fold into one, whatever they ask', () => {
  assert.deepEqual(folded('one'), [['elif maybe():', 'print(4)', 6]]);
});

test('in C++ a branch folds up to the brace that the next one needs, and the last brace stays if one of them runs', () => {
  const lines = ['coro main() {', '    if (p.on) {', '        one();', '    } else if (p.n == 1) {', '        two();', '    } else {', '        three();', '    }', '    if (!p.on) {', '        four();', '    }', '}'];
  assert.deepEqual(foldsOf(lines, 'cpp', new Map([['on', true], ['n', 1]])).map(({ from, to }) => [from, to]), [[3, 7], [8, 11]]);
  assert.deepEqual(foldsOf(lines, 'cpp', new Map([['on', false], ['n', 1]])).map(({ from, to }) => [from, to]), [[1, 3], [5, 7]]);
});

test('a single line doesn’t fold: that would save nothing', () => {
  assert.deepEqual(foldsOf(['def unused(): pass', '', 'print(1)'], 'python', new Map()), []);
});

test('no lesson has more than 35 lines of Python in view at its defaults', () => {
  for (const lesson of lessons) {
    const count = inView(codeOf(lesson.python), foldsIn(lesson, 'python', defaultsOf(lesson)));
    assert.ok(count <= 35, `${lesson.slug} has ${count}`);
  }
});

for (const lesson of lessons) {
  test(`${lesson.slug}: what folds away in Python, since it doesn’t run, does so in C++ too, in every variant`, () => {
    for (const changed of variants(lesson)) {
      const settings = new Map([...defaultsOf(lesson), ...Object.entries(changed)]);
      const [python, cpp] = ['python', 'cpp'].map((language) => foldsIn(lesson, language, settings).filter(({ words }) => words.includes('run here'))
        .flatMap(({ from, to }) => lesson[language].lines.slice(from, to).map(({ mark }) => mark).filter(Boolean)));
      assert.deepEqual(python.filter((mark) => !cpp.includes(mark)), [], JSON.stringify(changed));
    }
  });

  test(`${lesson.slug}: no line at which a task is suspended is said not to run, in any variant`, async () => {
    let seen = 0;
    for (const changed of variants(lesson)) {
      const args = Object.entries(changed).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
      const { events } = JSON.parse(await interleave(['run', lesson.slug, '--json', '--until', '60', ...args]));
      const reached = new Set(events.filter(({ kind }) => kind === 'task_suspended').map(({ line }) => line));
      const marks = new Set(lesson.cpp.lines.filter(({ number }) => reached.has(number)).map(({ mark }) => mark).filter(Boolean));
      const settings = new Map([...defaultsOf(lesson), ...Object.entries(changed)]);
      for (const [language, runs] of [['cpp', ({ number }) => reached.has(number)], ['python', ({ mark }) => marks.has(mark)]]) {
        const { lines } = lesson[language];
        for (const { from, to, words } of foldsIn(lesson, language, settings)) {
          const wrong = words.includes('run here') && lines.slice(from, to).find(runs);
          assert.ok(!wrong, `${JSON.stringify(changed)}, line ${wrong?.number} of ${language}`);
        }
      }
      seen += marks.size;
    }
    assert.ok(seen > 0);
  });
}
