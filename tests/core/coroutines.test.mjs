// A coroutine may not catch an exception in a loop that awaits and continue that loop. LLVM can't make
// WebAssembly of it, in any version from 14 to 21: on resumption a coroutine is entered in the middle of its
// loops, the pass that mends this takes landing pads for places that can be jumped to, and exceptions are thrown
// past their handlers. Version 14 says nothing; later ones may give a module that doesn't validate. The cure is
// a coroutine of its own for what is in the try. A handler that throws on is no harm.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

function sources(folder) {
  return readdirSync(top + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.[ch]pp$/.test(entry.name) ? [path] : [];
  });
}

/** The text with comments, strings and characters blanked out: every place keeps its position. */
function code(text) {
  const blank = (found) => found.replace(/[^\n]/g, ' ');
  return text.replace(/R"(\w*)\([^]*?\)\1"|\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g, blank);
}

/** Where the bracket that opens at `start` closes. */
function closing(text, start) {
  const [open, close] = text[start] === '(' ? ['(', ')'] : ['{', '}'];
  for (let at = start, depth = 0; at < text.length; ++at) {
    if (text[at] === open) ++depth;
    if (text[at] === close && --depth === 0) return at;
  }
  return text.length;
}

/** Where the statement that begins at `start` ends. */
function statementEnd(text, start) {
  for (let at = start; at < text.length; ++at) {
    if (text[at] === '(') at = closing(text, at);
    else if (text[at] === ';') return at;
    else if (text[at] === '{') {
      const end = closing(text, at);
      const goesOn = /^\s*(else|catch)\b/.exec(text.slice(end + 1));
      if (!goesOn) return end;
      at = end + goesOn[0].length;
    }
  }
  return text.length;
}

/** Whether some handler in `body` doesn't end with a throw. */
function catchesAndGoesOn(body) {
  return [...body.matchAll(/\bcatch\s*\([^)]*\)\s*\{/g)].some((found) => {
    const opening = found.index + found[0].length - 1;
    const handler = body.slice(opening + 1, closing(body, opening));
    return !/(?:^|[;{}])\s*(?:throw\b|std::rethrow_exception\b)[^;{}]*;\s*$/.test(handler);
  });
}

/** The lines of `text` with a loop that awaits, and catches and goes on; not counting lambdas within. */
function offences(text) {
  const found = [];
  const plain = code(text);
  for (const loop of plain.matchAll(/\b(?:for|while)\s*\(|\bdo\s*\{/g)) {
    const opening = loop.index + loop[0].length - 1;
    const start = plain[opening] === '(' ? closing(plain, opening) + 1 : opening;
    const body = withoutLambdas(plain.slice(start, statementEnd(plain, start) + 1));
    if (/\bco_await\b/.test(body) && catchesAndGoesOn(body)) {
      found.push(plain.slice(0, loop.index).split('\n').length);
    }
  }
  return found;
}

function withoutLambdas(body) {
  const lambda = /\[[^\][]*\]\s*(?:\([^()]*\))?[^;{}()]*\{/.exec(body);
  if (!lambda) return body;
  const end = closing(body, lambda.index + lambda[0].length - 1);
  return body.slice(0, lambda.index) + withoutLambdas(body.slice(end + 1));
}

test('no coroutine catches in a loop that awaits and then continues the loop', () => {
  const places = ['core', 'lessons', 'web', 'tests'].flatMap(sources).flatMap((path) =>
    offences(readFileSync(top + path, 'utf8')).map((line) => `${path}:${line}`));
  assert.deepEqual(places, []);
});

test('the check finds all such loops, and nothing else', () => {
  assert.deepEqual(offences('for (;;) { try { co_await f(); } catch (...) {} }'), [1]);
  assert.deepEqual(offences('\nwhile (true)\n  if (a) try { co_await f(); } catch (...) {}'), [2]);
  assert.deepEqual(offences('do { co_await f(); try { g(); } catch (...) {} } while (x);'), [1]);
  assert.deepEqual(offences('for (;;) for (;;) { try { g(); } catch (...) {} co_await f(); }').length, 2);
  assert.deepEqual(offences('try { for (;;) { co_await f(); } } catch (...) {}'), []);
  assert.deepEqual(offences('for (;;) { co_await f(); } try { g(); } catch (...) {}'), []);
  assert.deepEqual(offences('for (;;) { try { g(); } catch (...) {} }'), []);
  assert.deepEqual(offences('for (;;) { try { co_await f(); } catch (...) { g(); throw; } }'), []);
  assert.deepEqual(offences('for (;;) { try { co_await f(); } catch (...) { if (a) throw; } }'), [1]);
  assert.deepEqual(offences('for (;;) { co_await f(); /* try {} catch (...) {} */ h("catch (a) {}"); }'), []);
  assert.deepEqual(offences('for (;;) { run([&]() -> coro<void> { try { co_await f(); } catch (...) {} }); }'), []);
});
