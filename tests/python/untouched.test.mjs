// A program does the same whether it's watched or not, in every CPython from 3.11 on that this machine has.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { full } from '../full.mjs';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { lessonPrograms, pairs } from '../oracle/programs.mjs';
import { interpreters } from './interpreters.mjs';

const script = fileURLToPath(new URL('untouched.py', import.meta.url));
const gallery = new URL('../../gallery/', import.meta.url);
const shown = [...lessonPrograms(), ...readdirSync(gallery).filter((name) => name.endsWith('.py'))
  .map((name) => ({ name: `gallery/${name}`, source: readFileSync(new URL(name, gallery), 'utf8') }))];
// Of the programs that other tests run under the tracer, the usual run takes every third.
const programs = [...shown, ...[...pairs('conformance'), ...pairs('core')].filter((_pair, i) => full || i % 3 === 0)]
  .map(({ name, source }) => ({ name, source, until: 60 }));

for (const { version, path } of interpreters()) {
  test(`${programs.length} programs do the same in CPython ${version}, watched or not`, () => {
    const { status, stdout, stderr } = spawnSync(path, [script], { input: JSON.stringify(programs), encoding: 'utf8', maxBuffer: 2 ** 28 });
    assert.equal(status, 0, stderr);
    const differing = JSON.parse(stdout);
    assert.deepEqual(differing.map(({ name }) => name), [], differing.length === 0 ? '' : compare(differing[0].bare, differing[0].watched, ['bare', 'watched']));
  });
}

test('the lessons and the gallery do the same in CPython 3.14, watched or not', async () => {
  const { run } = await oracle();
  for (const { name, source } of shown) {
    const [watched, bare] = ['tracer', 'c'].map((implementation) => run(source, { switches: true, until: 60, variables: true, implementation }).records);
    assert.equal(compare(bare, watched, ['bare', 'watched']), '', name);
  }
});
