// aio under another compiler than the tests', without a warning: all of it and its examples by g++, if that's there. It
// takes minutes, so it isn't in the usual run.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { full } from '../full.mjs';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const there = spawnSync('g++', ['--version']).status === 0;
const skip = !full ? 'only in a full run' : !there && 'there is no g++';

function execute(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: top, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${error ?? ''}${stdout}${stderr}`);
  return stdout;
}

test('g++ compiles aio and its examples without a warning, and they print what CPython prints', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aio-'));
  try {
    execute('cmake', '-G', 'Ninja', '-S', 'core/aio', '-B', folder, '-DCMAKE_BUILD_TYPE=Release',
      '-DCMAKE_CXX_COMPILER=g++', '-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror', '-DAIO_EXAMPLES=ON');
    execute('cmake', '--build', folder);
    const { run } = await oracle();
    for (const file of readdirSync(join(top, 'core/aio/examples')).filter((name) => name.endsWith('.py'))) {
      const { records } = run(readFileSync(join(top, 'core/aio/examples', file), 'utf8'));
      const wrong = compare(records, execute(join(folder, 'examples', file.slice(0, -3))), [file, 'by g++']);
      assert.ok(!wrong, wrong);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
