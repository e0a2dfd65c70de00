// The headless runner with programs of one's own, in Pyodide: the same options as for lessons, several in one start.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { imported } from '../perfetto.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const run = (...words) => spawnSync('node', ['build/node/interleave.mjs', 'run', ...words], { cwd: top, encoding: 'utf8' });
const lesson = 'lessons/04-tasks/lesson.py';

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Each start takes seconds: as few as the questions need.
test('a file prints what the lesson does, with the same options', () => {
  const [set, more] = [['delay_2=5'], ['--until', '4', '--switches']];
  assert.equal(run(lesson, '--set', ...set, ...more).stdout, run('tasks', '--param', ...set, ...more).stdout);
  assert.equal(run(lesson, '--timeline').stdout, run('tasks', '--timeline').stdout);
});

test('a file’s trace for Perfetto has the threads, the steps and the causes of the lesson’s', () => {
  const [ours, theirs] = [run(lesson, '--perfetto').stdout, run('tasks', '--perfetto').stdout].map(imported);
  assert.deepEqual(ours.complaints, []);
  assert.deepEqual([...ours.threads], [...theirs.threads]);
  const slices = ({ slices: all }) => all.map(({ thread, name, args: { from, to, cause } }) => ({ thread, name, from, to, cause }));
  assert.deepEqual(slices(ours), slices(theirs));
});

test('several files run in one start, each with its records in a file of its name, including a program’s own error', () => withFolder((folder) => {
  const programs = {
    good: 'import asyncio\nasync def main():\n    await asyncio.sleep(2)\n    print("well")\nasyncio.run(main())\n',
    bad: 'print("before")\nraise ValueError("no")\n',
    wrong: 'def f(:\n',
  };
  for (const [name, source] of Object.entries(programs)) writeFileSync(join(folder, `${name}.py`), source);
  const { status, stdout } = run(...Object.keys(programs).map((name) => join(folder, `${name}.py`)), '-o', join(folder, 'out'));
  assert.deepEqual([status, stdout], [0, '']);
  const records = (name) => readFileSync(join(folder, 'out', `${name}.txt`), 'utf8');
  assert.equal(records('good'), 't=2.000000 task=Task-1 well\n');
  assert.equal(records('bad'), 't=0.000000 task=- before\nt=0.000000 task=- ValueError: no\n');
  assert.match(records('wrong'), /^t=0\.000000 task=- SyntaxError: .+\n$/);
}));

test('an impossible request gets one line, and exit code 2', () => {
  for (const [words, said] of [
    [['nowhere.py'], 'nowhere.py cannot be read: there is no such file.'],
    [[lesson, '--until', 'soon'], '--until takes a number from 0, not \'soon\'.'],
    [[lesson, '--set', 'delay_2'], '--set takes NAME=VALUE, not \'delay_2\'.'],
    [[lesson, '--set', 'dely=2'], `${lesson}: the program has no module-level constant dely.`],
    [[lesson, lesson], 'Several programs want -o DIR, a folder for what each one does.'],
  ]) {
    const { status, stdout, stderr } = run(...words);
    assert.deepEqual([status, stdout, stderr], [2, '', `${said}\n`], words.join(' '));
  }
});
