// C++ tests say what CPython does. This runs what they say in CPython: every Python program that stands in a test
// file, between py marks, must give the records, and the complaints, that follow it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { oracle } from './oracle.mjs';

const pair = /R"py\((.*?)\)py",\s*R"\((.*?)\)"(?:,\s*R"\((.*?)\)")?/gs;
const complaint = new RegExp(["coroutine (method '\\S+' of )?'\\S+' was never awaited",
  '^\\w+ exception was never retrieved', '^\\w+ exception in shielded future',
  '^Exception in callback', '^Task was destroyed but it is pending!',
  '^unhandled exception during asyncio.run\\(\\) shutdown', '^Unhandled error in exception handler',
  '^Unhandled exception in event loop',
  '^an error occurred during closing of asynchronous generator'].join('|'), 'gm');

function program(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const indentation = Math.min(...lines.map((line) => line.search(/\S/)));
  const source = lines.map((line) => line.slice(indentation)).join('\n');
  const runs = /^(\w+ = |print\()?asyncio\.run\(|^with asyncio\.Runner/m.test(source);
  return `import asyncio, time\n${source}\n${runs ? '' : 'asyncio.run(main())\n'}`;
}

function plain(text) {
  return text.split('\n').map((line) => line.replace(/^ +/, '')).filter(Boolean);
}

function full(text) {
  return plain(text).map((line) => line.replace(/^(\S+)/, (time) => `t=${Number(time).toFixed(6)}`));
}

/// Makes a test of each pair in the `*_test.cpp` files of a folder, given by its URL.
export function testTwins(folder) {
  const here = fileURLToPath(folder);
  for (const name of readdirSync(here).filter((name) => name.endsWith('_test.cpp'))) {
    const source = readFileSync(here + name, 'utf8');
    for (const found of source.matchAll(pair)) {
      const [, python, records, complaints = ''] = found;
      const before = source.slice(0, found.index);
      const title = before.slice(before.lastIndexOf('TEST_CASE("')).match(/"(.*)"/)[1];
      test(`${name}:${before.split('\n').length}: ${title}`, async () => {
        const { run } = await oracle();
        const result = run(program(python), { switches: true });
        assert.deepEqual(full(records), result.records);
        assert.deepEqual(plain(complaints), result.stderr.match(complaint) ?? []);
      });
    }
  }
}
