// A test suite that nobody here wrote: CPython's own tests of asyncio pass on our loop under the tracer as they do on
// CPython's.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { exceptions, files } from './cpython_suite.mjs';
import { interpreters } from './interpreters.mjs';

const script = fileURLToPath(new URL('cpython_suite.py', import.meta.url));
const least = 0.9;  // of each file's tests
const seen = new Set();

// Files with a loop of their own try each thing with several kinds of tasks and futures, and take most of the time: the
// usual run has every third of their tests.
const stepOf = ({ hasLoop }) => (hasLoop ? amount(3, 1) : 1);

const found = interpreters('import test.test_asyncio.utils, test, os; print(os.path.dirname(test.__file__))');

function outcomes(path, file, how, step) {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { status, stdout, stderr, error } = spawnSync(path, [script, file, how, String(step)], options);
  assert.ok(status === 0, `${how}: ${error ?? stderr}`);
  return JSON.parse(stdout);
}

for (const { version, path, said: folder } of found) {
  const isThere = ({ file }) => existsSync(join(folder, `${file.replace('.', '/')}.py`));
  for (const each of files.filter(isThere)) {
    const { file, hasLoop } = each;
    const step = stepOf(each);
    test(`${file} of CPython ${version} passes on our loop`, (context) => {
      const plain = outcomes(path, file, 'untouched', step).outcomes;
      const names = Object.keys(plain);
      const passing = names.filter((name) => plain[name].outcome === 'pass');
      const listed = exceptions.filter(({ test }) => names.some((name) => test === `${file}.${name}`));
      listed.forEach(({ test }) => seen.add(test));
      for (const how of hasLoop ? ['ours', 'foreign'] : ['ours']) {
        const { outcomes: ours, events } = outcomes(path, file, how, step);
        const passes = (name) => ours[name]?.outcome === 'pass';
        const wrong = passing.filter((name) => !passes(name) && !listed.some(({ test }) => test === `${file}.${name}`));
        assert.deepEqual(wrong, [], `${how}: ${ours[wrong[0]]?.said}`);
        const needless = listed.filter(({ test, sometimes }) => !sometimes && passes(test.slice(file.length + 1)));
        assert.deepEqual(needless, [], `${how}: exceptions that pass`);
        const count = names.filter(passes).length;
        assert.ok(count >= least * names.length, `${how}: only ${count} of ${names.length} pass`);
        assert.ok(events > 0, `${how}: nothing is recorded`);
        const said = `of ${names.length} tests ${passing.length} pass on CPython's loop, ${count} on ours`;
        context.diagnostic(`${version} ${file} ${how}: ${said}`);
      }
    });
  }
}

test('some CPython here has its own tests, and every exception is one of them', { skip: found.length === 0 &&
  'no CPython with its own tests: Debian has them as libpython3.11-testsuite, pyenv installs them' }, () => {
  const isWhole = (name) => files.some((each) => name.startsWith(`${each.file}.`) && stepOf(each) === 1);
  assert.deepEqual(exceptions.map(({ test: name }) => name).filter((name) => isWhole(name) && !seen.has(name)), []);
});
