// The names that the editor offers are those of CPython's asyncio, each of its kind and with a sentence.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import dictionary from 'dictionary-en-gb';
import nspell from 'nspell';
import { loadPyodide } from 'pyodide';
import { names } from '../../web/page/python/names.js';

const top = fileURLToPath(new URL('../../', import.meta.url));
let kinds;
let modules;

before(async () => {
  const pyodide = await loadPyodide();
  [kinds, modules] = JSON.parse(pyodide.runPython(`
import asyncio, inspect, json, sys

def kind(thing):
    if inspect.iscoroutinefunction(thing):
        return "coroutine"
    if inspect.isclass(thing):
        return "exception" if issubclass(thing, BaseException) else "class"
    return "function" if callable(thing) else "constant"

public = [name for name in asyncio.__all__ if not name.startswith("_")]
json.dumps([{name: kind(getattr(asyncio, name)) for name in public}, sorted(sys.stdlib_module_names)])
`));
});

test('every public name of asyncio is suggested, with its kind, and no other', () => {
  const offered = names.filter(({ kind }) => kind !== 'module').map(({ name, kind }) => [name, kind]);
  assert.equal(new Set(offered.map(([name]) => name)).size, offered.length);
  assert.deepEqual(Object.fromEntries(offered.sort()), Object.fromEntries(Object.entries(kinds).sort()));
});

test('every suggested module is in the standard library', () => {
  for (const { name } of names.filter(({ kind }) => kind === 'module')) assert.ok(modules.includes(name), name);
});

test('each name has its line: a sentence, short enough for a box', () => {
  for (const { name, says } of names) {
    assert.match(says, /^([A-Z]|[\w.]+\(\) |\w+[.,]\w* ?).*\.$/, name);
    assert.ok(says.length <= 125, `${name}: ${says.length} characters`);
    assert.doesNotMatch(says, /--|\b(whoever|somebody|anew|likewise|for ever|meanwhile|seldom|beforehand)\b/, name);
  }
});

test('their words are spelt as in the dictionary', () => {
  const spell = nspell(dictionary);
  const ours = new Set(readFileSync(join(top, 'tests/lessons/words.txt'), 'utf8').split('\n'));
  const code = /\S*[\d_().]\w\S*|\w+\(\)|\b\w*[A-Z]\w*[A-Z]\w*/g;
  const members = ['asynccontextmanager', 'defaultdict', 'deque', 'islice'];  // of modules
  const known = new Set([...names.flatMap(({ name }) => name), ...members, ...ours]);
  const unknown = names.flatMap(({ says }) => says.replaceAll('’', "'").replace(code, ' ').match(/\p{L}+(?:'\p{L}+)*/gu))
    .filter((word) => ![word, word.toLowerCase(), word.replace(/'s$/, '')].some((form) => known.has(form) || spell.correct(form)));
  assert.deepEqual([...new Set(unknown)].sort(), []);
});
