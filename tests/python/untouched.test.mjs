// A program does the same whether it's watched or not, in every CPython from 3.11 on that this machine has.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { lessonPrograms, pairs } from '../oracle/programs.mjs';

const script = fileURLToPath(new URL('untouched.py', import.meta.url));
const programs = [...lessonPrograms(), ...pairs('conformance'), ...pairs('core')]
  .map(({ name, source }) => ({ name, source, until: 60 }));

/// The interpreters on PATH and those of pyenv, one a version: `{ version, path }`.
export function interpreters() {
  const folders = [...(process.env.PATH ?? '').split(':'), ...pyenv()];
  const candidates = folders.flatMap((folder) => ['python3', ...[11, 12, 13, 14, 15].map((minor) => `python3.${minor}`)]
    .map((name) => join(folder, name)).filter(existsSync));
  const found = new Map();
  for (const path of candidates) {
    const { status, stdout } = spawnSync(path, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' });
    const version = status === 0 ? stdout.trim() : '';
    if (/^3\.(1[1-9]|[2-9]\d)$/.test(version) && !found.has(version)) found.set(version, path);
  }
  return [...found].map(([version, path]) => ({ version, path }));
}

function pyenv() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  return existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin')) : [];
}

for (const { version, path } of interpreters()) {
  test(`${programs.length} programs do the same in CPython ${version}, watched or not`, () => {
    const { status, stdout, stderr } = spawnSync(path, [script], { input: JSON.stringify(programs), encoding: 'utf8', maxBuffer: 2 ** 28 });
    assert.equal(status, 0, stderr);
    const differing = JSON.parse(stdout);
    assert.deepEqual(differing.map(({ name }) => name), [], differing.length === 0 ? '' : compare(differing[0].bare, differing[0].watched, ['bare', 'watched']));
  });
}

test('the lessons do the same in CPython 3.14, watched or not', async () => {
  const { run } = await oracle();
  for (const { name, source } of lessonPrograms()) {
    const [watched, bare] = ['tracer', 'c'].map((implementation) => run(source, { switches: true, until: 60, implementation }).records);
    assert.equal(compare(bare, watched, ['bare', 'watched']), '', name);
  }
});
