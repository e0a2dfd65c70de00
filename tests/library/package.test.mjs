// aio as another project uses it: the CMake files and the program are those that its README shows, each in a fresh
// folder, without a network. One time aio was installed, and one time its folder, under another name, is given to
// FetchContent. A full run compiles aio's files one by one, as its user would; the usual one compiles them as one, which
// takes a tenth of the time, and shows that their names don't clash.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { full } from '../full.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(top, 'core/aio/README.md'), 'utf8');
const fences = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
const blocks = (language) => fences.filter(([, named]) => named === language).map(([, , text]) => text);
const [program] = blocks('cpp');
const [output] = blocks('');
const [installed, fetched] = blocks('cmake');
let folder;

before(() => { folder = mkdtempSync(join(tmpdir(), 'aio-')); });
after(() => rmSync(folder, { recursive: true }));

function execute(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: top, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${error ?? ''}${stdout}${stderr}`);
  return stdout;
}

const asOne = ['-DCMAKE_UNITY_BUILD=ON', '-DCMAKE_UNITY_BUILD_BATCH_SIZE=0', '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON'];

// Quick to compile: what's tested is that it can be used.
function configure(source, build, ...options) {
  const compiler = execute('sh', 'cmake/native.sh').trim();
  execute('cmake', '-G', 'Ninja', '-S', source, '-B', build, '-DCMAKE_BUILD_TYPE=Release',
    '-DCMAKE_CXX_FLAGS_RELEASE=-O0', `-DCMAKE_CXX_COMPILER=${compiler}`, ...(full ? [] : asOne), ...options);
}

/// Builds and runs the README's program in a fresh folder with this CMakeLists.txt.
function use(name, cmake, files, ...options) {
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(join(home, 'CMakeLists.txt'), cmake);
  writeFileSync(join(home, 'hello.cpp'), program);
  for (const [to, from] of Object.entries(files)) cpSync(from, join(home, to), { recursive: true });
  configure(home, join(home, 'build'), ...options);
  execute('cmake', '--build', join(home, 'build'));
  assert.equal(execute(join(home, 'build/hello')), output);
}

test('a program finds an installed aio with ten lines of CMake, builds and runs', () => {
  const prefix = join(folder, 'prefix');
  configure('core/aio', join(folder, 'aio'));
  execute('cmake', '--build', join(folder, 'aio'));
  execute('cmake', '--install', join(folder, 'aio'), '--prefix', prefix);
  assert.ok(installed.trimEnd().split('\n').length <= 10);
  use('installed', installed, {}, `-DCMAKE_PREFIX_PATH=${prefix}`);
});

test('a compiler that can\'t compile aio is refused in one sentence, when it\'s configured', () => {
  const pretend = ['-DCMAKE_CXX_COMPILER_ID_RUN=1', '-DCMAKE_CXX_COMPILER_FORCED=1', '-DCMAKE_CXX_COMPILER=c++'];
  const refusal = (...id) => {
    const build = mkdtempSync(join(folder, 'refused-'));
    const { status, stderr } = spawnSync('cmake', ['-G', 'Ninja', '-S', 'core/aio', '-B', build, ...pretend, ...id],
      { cwd: top, encoding: 'utf8' });
    assert.notEqual(status, 0);
    return stderr.replace(/\s+/g, ' ');
  };
  assert.match(refusal('-DCMAKE_CXX_COMPILER_ID=MSVC'),
    /: aio can't be compiled by MSVC: it needs GCC 12 or Clang 14, or a newer one, because [^.]+\. /);
  assert.match(refusal('-DCMAKE_CXX_COMPILER_ID=GNU', '-DCMAKE_CXX_COMPILER_VERSION=11.4'),
    /: aio can't be compiled by GNU 11\.4: it needs GCC 12 or Clang 14, or a newer one\. /);
});

test('a program gets aio\'s folder through FetchContent, whatever its name, builds and runs', () => {
  assert.ok(fetched.trimEnd().split('\n').length <= 12);
  use('fetched', fetched, { 'asyncio-in-cpp': join(top, 'core/aio') }, '-DFETCHCONTENT_FULLY_DISCONNECTED=ON');
});
