// A compiler says in one sentence what's wrong with a use that can't work.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const compiler = spawnSync('sh', ['cmake/native.sh'], { cwd: top, encoding: 'utf8' }).stdout.trim();
const all = compiler.includes('clang') ? ['-ferror-limit=0'] : [];
const { status, stderr } = spawnSync(compiler, [...all, '-std=c++20', '-fsyntax-only', '-Icore', 'tests/core/refused.cpp'], { cwd: top, encoding: 'utf8' });
const times = (sentence) => stderr.split('\n').filter((line) => /error:/.test(line) && line.includes(sentence)).length;

test('what can\'t work doesn\'t compile', () => assert.notEqual(status, 0));

for (const [what, sentence, count] of [
  ['a coroutine of another library can await nothing of aio\'s', 'only a coroutine of aio\'s (aio::coro, aio::async_generator) can await this', 1],
  ['a coroutine that has a name is moved to be awaited', 'write co_await std::move(it)', 1],
  ['a number can\'t be awaited', 'this cannot be awaited', 1],
  ['a coroutine function is no callback', 'give it a function that calls create_task', 3],
  ['a thread can\'t run a coroutine', 'a thread can\'t run a coroutine, only a loop can', 2],
  ['a coroutine that has a name is moved to be gathered, or waited for', 'write std::move(it)', 2],
  ['what\'s printed needs a text', 'or is a co_await missing?', 2],
  ['a context manager\'s enter and exit can be awaited', 'with needs a context manager', 1],
  ['a frame isn\'t aligned for whatever it\'s to hold', 'a coroutine\'s frame isn\'t aligned as much as this', 3],
]) {
  test(`the compiler says so: ${what}`, () => assert.ok(times(sentence) >= count, stderr));
}
