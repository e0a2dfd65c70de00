// What aio offers, as files: its public headers, their umbrella, and its version.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { full } from '../full.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const read = (file) => readFileSync(`${top}core/aio/${file}`, 'utf8');
const included = (text) => [...text.matchAll(/^#include "aio\/(.+)"$/gm)].map(([, header]) => header);

const headers = readdirSync(`${top}core/aio`).filter((file) => file.endsWith('.hpp')).sort();

test('aio.hpp names each public header, and nothing else', () => {
  assert.deepEqual(included(read('aio.hpp')), headers.filter((header) => header !== 'aio.hpp'));
});

test('the next version is the newest in aio’s changelog', () => {
  const macros = read('version.hpp').matchAll(/AIO_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$/gm);
  const numbers = [...macros].map(([, number]) => number);
  assert.equal(numbers.length, 3);
  assert.equal(read('CHANGELOG.md').match(/^## (\S+?),? /m)[1], numbers.join('.'));
});

// Forty compilations, so not in the usual run.
test('each public header compiles by itself', { skip: !full && 'only in a full run' }, () => {
  const compiler = spawnSync('sh', ['cmake/native.sh'], { cwd: top, encoding: 'utf8' }).stdout.trim();
  for (const header of headers) {
    const flags = ['-std=c++20', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', '-Icore', '-xc++', '-'];
    const input = `#include "aio/${header}"\n`;
    const { stderr, status } = spawnSync(compiler, flags, { cwd: top, encoding: 'utf8', input });
    assert.equal(status, 0, `${header}\n${stderr}`);
  }
});
