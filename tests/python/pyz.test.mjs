// interleave.pyz: the package as one file.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { command, folderWith, run, top, versions } from './command.mjs';

const lesson = join(top, 'lessons/04-tasks/lesson.py');
let folder;
let file;

/// The same as `run`, but the package isn't on the path.
const alone = (words, options) => run(words, { ...options, env: { PYTHONPATH: '' } });

before(() => {
  folder = folderWith({ 'main.py': 'import asyncio\nasyncio.run(asyncio.sleep(0))\nprint("slept")\n' });
  file = join(folder, 'interleave.pyz');
  const { status, stderr } = alone([join(top, 'python/make_pyz.py'), file]);
  assert.equal(status, 0, stderr);
});

describe('interleave.pyz', () => {
  test('does what the package does', () => {
    for (const { path: by } of versions) {
      for (const words of [['--switches', lesson], [lesson, '--timeline'], [lesson, '--json'], [lesson], ['--real', 'main.py'], ['nothing.py']]) {
        const [packed, plain] = [alone([file, ...words], { by, cwd: folder }), command(words, { by, cwd: folder })];
        assert.equal(packed.stdout, plain.stdout);
        assert.equal(packed.status, plain.status);
        if (!words.includes('--real')) assert.equal(packed.stderr, plain.stderr);
      }
    }
  });

  test('is a command by itself', { skip: process.platform === 'win32' }, () => {
    const { stdout } = spawnSync(file, ['--switches', lesson], { encoding: 'utf8' });
    assert.equal(stdout, command(['--switches', lesson]).stdout);
  });

  test('doesn’t put its own modules in the program’s way', () => {
    const there = folderWith({ 'main.py': 'import sys, queue, clock\nprint(clock.mine, [p for p in sys.path if "pyz" in p], sys.argv)\n', 'clock.py': 'mine = True\n' });
    assert.equal(alone([file, 'main.py'], { cwd: there }).stdout, "True [] ['main.py']\n");
  });

  test('has the same bytes for the same sources, in every version', () => {
    for (const { path: by } of versions) {
      const again = join(folder, 'again.pyz');
      alone([join(top, 'python/make_pyz.py'), again], { by, env: { TZ: 'Asia/Tokyo' } });
      utimesSync(again, 0, 0);
      assert.deepEqual(readFileSync(again), readFileSync(file));
    }
  });

  test('says in one sentence what it can’t write, or expects', () => {
    assert.equal(alone([join(top, 'python/make_pyz.py'), join(folder, 'no/where')]).stderr, `make_pyz: '${join(folder, 'no/where')}' can't be written: No such file or directory\n`);
    assert.match(alone([join(top, 'python/make_pyz.py')]).stderr, /^make_pyz: one argument is wanted.*\n$/);
  });

  test('says in one sentence that it has no site to open', () => {
    const { status, stderr } = alone([file, '--open', lesson]);
    assert.equal(stderr, 'interleave: --open serves the site from a checkout of Interleave, and this is none: write the trace to a file with -o, and open that on the page\n');
    assert.equal(status, 2);
  });
});
