// lessons/runner/module.mjs: a program in WebAssembly behaves as a native one at its edges.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../wasm.mjs', import.meta.url));
let folder;

// What Emscripten's modules do, in miniature: older ones leave main by `quit`, newer ones tell `onExit`.
const program = `module.exports = async (options) => {
  const leave = (status) => {
    options.onExit(status);
    options.quit(status, Object.assign(new Error('exit'), { name: 'ExitStatus' }));
  };
  const callMain = ([what, ...rest]) => {
    if (what === 'arguments') options.print(JSON.stringify(rest));
    if (what === 'many') for (let i = 0; i < 500000; ++i) options.print('line ' + i + ' é');
    if (what === 'two') { options.printErr('to the other'); leave(2); }
    if (what === 'three') return 3;
    if (what === 'throw') throw new Error('left main');
    leave(0);
  };
  if (process.argv.includes('broken')) throw new Error('did not load');
  return { callMain };
};`;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'));
  writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}');
  writeFileSync(join(folder, 'program.js'), program);
});

after(() => rmSync(folder, { recursive: true }));

function run(...args) {
  const { status, stdout, stderr } = spawnSync('node', [start, join(folder, 'program.js'), ...args], {
    encoding: 'utf8', maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

test('arguments arrive as they were given', () => {
  const { status, stdout } = run('arguments', 'a b', '', 'é', '--x=1');
  assert.equal(stdout, '["a b","","é","--x=1"]\n');
  assert.equal(status, 0);
});

test('no line is lost in a pipe', () => {
  const lines = run('many').stdout.split('\n');
  assert.equal(lines.length, 500001);
  assert.equal(lines[499999], 'line 499999 é');
});

test('it ends quietly when its reader goes away', () => {
  const command = `node '${start}' '${join(folder, 'program.js')}' many | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  assert.equal(stdout, 'line 0 é\n');
  assert.equal(stderr, '');
});

test('the exit code is the program\'s', () => {
  assert.deepEqual(run('two'), { status: 2, stdout: '', stderr: 'to the other\n' });
  assert.deepEqual(run('three'), { status: 3, stdout: '', stderr: '' });
});

test('an exception that main raises is reported, with exit code 1', () => {
  const { status, stderr } = run('throw');
  assert.equal(status, 1);
  assert.match(stderr, /left main/);
});

test('a program that fails to load is reported, with exit code 1', () => {
  const { status, stderr } = run('broken');
  assert.equal(status, 1);
  assert.match(stderr, /did not load/);
});
