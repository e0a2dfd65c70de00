// The headless runner with programs of one's own, in Pyodide: the same options as for lessons, several in one start.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const run = (...words) => spawnSync('node', ['build/node/interleave.mjs', 'run', ...words], { cwd: top, encoding: 'utf8' });
const lesson = 'lessons/05-tasks/lesson.py';

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a file prints what the lesson does, with the same options', () => {
  assert.equal(run(lesson, '--switches').stdout, run('tasks', '--switches').stdout);
  assert.equal(run(lesson, '--set', 'delay_2=5', '--until', '4').stdout, run('tasks', '--param', 'delay_2=5', '--until', '4').stdout);
  assert.equal(run(lesson, '--timeline').stdout, run('tasks', '--timeline').stdout);
});

test('several files run in one start, each with its records in a file of its name', () => withFolder((folder) => {
  const [good, bad] = ['good.py', 'bad.py'].map((name) => join(folder, name));
  writeFileSync(good, 'import asyncio\nasync def main():\n    await asyncio.sleep(2)\n    print("well")\nasyncio.run(main())\n');
  writeFileSync(bad, 'print("before")\nraise ValueError("no")\n');
  const { status, stdout } = run(good, bad, '-o', join(folder, 'out'));
  assert.deepEqual([status, stdout], [0, '']);
  assert.equal(readFileSync(join(folder, 'out/good.txt'), 'utf8'), 't=2.000000 task=Task-1 well\n');
  assert.equal(readFileSync(join(folder, 'out/bad.txt'), 'utf8'), 't=0.000000 task=- before\nt=0.000000 task=- ValueError: no\n');
}));

test('a program’s own error is its record, and nothing that the runner fails of', () => withFolder((folder) => {
  const file = join(folder, 'wrong.py');
  writeFileSync(file, 'def f(:\n');
  const { status, stdout } = run(file);
  assert.equal(status, 0);
  assert.match(stdout, /^t=0\.000000 task=- SyntaxError: .+\n$/);
}));

test('what can’t be done is one line, and exit code 2', () => {
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
