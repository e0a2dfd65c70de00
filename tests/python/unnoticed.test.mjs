// What a program says and what is said of it is the same under the tracer as in CPython: on stdout, on stderr, and in
// every traceback.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';
import { classes } from './unnoticed_classes.mjs';
import { looking } from './unnoticed_looks.mjs';
import { complained } from './unnoticed_reports.mjs';
import { standingIn } from './unnoticed_stands_in.mjs';

const script = fileURLToPath(new URL('unnoticed.py', import.meta.url));

const programs = [...complained, ...looking, ...classes, ...standingIn];

/// Without addresses, folders, and the times of timers.
const same = (text) => text.replace(/0x[0-9a-fA-F]+/g, '0x…').replaceAll(/when=[\d.]+/g, 'when=…')
  .replaceAll(/[^"\s]*\/program\.py/g, 'program.py');

for (const { version, path } of interpreters()) {
  const input = JSON.stringify(programs.map(({ source }) => source));
  const { status, stdout, stderr } = spawnSync(path, [script], { input, encoding: 'utf8' });
  const answers = status === 0 ? JSON.parse(stdout) : [];
  programs.forEach(({ name, reported }, i) => {
    test(`CPython ${version} says the same under the tracer: ${name}`, () => {
      assert.equal(status, 0, stderr);
      const { plain, watched } = answers[i];
      assert.equal(same(watched.stderr), same(plain.stderr));
      assert.equal(same(watched.stdout), same(plain.stdout));
      if (reported) assert.deepEqual(watched.reported, reported);
    });
  });
}

/// Tasks have other numbers on the bare loop, lines of a library that is in a zip aren't always found, and what notes
/// the order of tasks there has a frame of its own.
const alike = (text) => same(text).replaceAll(/Task-\d+|task=\S+/g, '').replaceAll(/^(    .*|.*probe\.py.*)\n/gm, '');

for (const { name, source } of programs.filter(({ bare = true }) => bare)) {
  test(`CPython 3.14 says the same under the tracer: ${name}`, async () => {
    const { run } = await oracle();
    const [watched, plain] = ['tracer', 'untouched'].map((implementation) => run(source, { implementation }));
    assert.equal(alike(watched.stderr), alike(plain.stderr));
    assert.deepEqual(watched.records.map(alike), plain.records.map(alike));
  });
}
