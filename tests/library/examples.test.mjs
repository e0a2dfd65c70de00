// aio's examples against their Python twins: every line that one prints, its virtual time and its task are CPython's,
// and so are the coroutines that it reports.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${top}core/aio/examples/`;
const programs = `${top}build/native/core/aio/examples/`;
const names = (ending) => readdirSync(folder).filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const complaints = (text) => text.match(/coroutine '\w+' was never awaited/g) ?? [];

test('there are ten examples, and each has its twin', () => {
  assert.equal(names('.cpp').length, 10);
  assert.deepEqual(names('.cpp'), names('.py'));
});

for (const name of names('.cpp')) {
  test(`the example ${name} prints what CPython prints, at the same times`, async () => {
    const { run } = await oracle();
    const { records, stderr, ending } = run(readFileSync(`${folder}${name}.py`, 'utf8'));
    assert.equal(ending, 'finished');
    const example = spawnSync(`${programs}${name}`, { encoding: 'utf8' });
    assert.equal(example.error, undefined, `${programs}${name} is missing: run node tests/run.mjs library.`);
    const wrong = compare(records, example.stdout, [`${name}.py`, `${name}.cpp`]);
    assert.ok(!wrong, wrong);
    assert.deepEqual(complaints(example.stderr), complaints(stderr));
    assert.equal(example.status, 0, example.stderr);
  });
}
