// The catalogue of the page's sentences, web/words: all that a reader sees comes from it, each of its sentences is
// used, and each language has the same ones.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { inlined } from '../../web/bundle.mjs';
import { readWords, shapeOf, textsOf } from '../words.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const filesIn = (folder, names) => readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && names.test(entry.name)).map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => ({ file: path.slice(top.length), source: readFileSync(path, 'utf8') }));
const scripts = [...filesIn('web/page', /\.js$/), ...filesIn('web/site', /\.mjs$/), ...filesIn('lessons/build', /\.mjs$/)];
const page = scripts.filter(({ file }) => file.startsWith('web/page/'));
const shell = readFileSync(join(top, 'shell.html'), 'utf8');
const english = await readWords('en');
const languages = readdirSync(join(top, 'web/words'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/// Calls `visit(node, parent, key)` for each node below one, from outside in, until it returns true.
function walk(node, visit, parent = null, key = '') {
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node)) node.forEach((each) => walk(each, visit, parent, key));
  else if (!node.type || !visit(node, parent, key)) Object.entries(node).forEach(([name, child]) => walk(child, visit, node, name));
}

const treeOf = (source) => parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });

/// Two words with a space between them, of which one begins a sentence or isn't code: 'Not now', 'and more'.
const isSaid = (text) => /\p{L}[\p{L}’',;:]* +(?:\$ +)?[‘(]?\p{L}/u.test(text);

/// Texts of a script that aren't said to a reader, with why. The rest of the file isn't excepted.
const exceptions = [
  [/^(web\/page\/)(python\/(theme|styles|tokens|words)\.js)$/, /./, 'CSS, and words of Python'],
  [/./, /^(\$\$ \{ display: none \}|p:last-child button|[.#[:][^A-Z]*)$/, 'CSS, and its selectors'],
  [/./, /^(@media|\(?(prefers|pointer|forced|resolution))/, 'queries of media'],
  [/./, /^(input|button|pre|h1)(, [\w[\]=.-]+)+/, 'selectors of CSS'],
  [/page\/(listing|python\/(marks|searching))\.js$/, /^( tight within|cm-\w+ cm-\w+-\$|editor search-panel)$/, 'classes, and where keys are meant'],
  [/python\/(worker|interpreter|runner|frame)\.js$/, /./, 'what the worker and the console are told'],
  [/python\/(differences|faults|trouble)\.js$/, /^(Exception ignored|Traceback|Stopped at|module level|  File|.*Traceback)/, 'what Python prints'],
  [/python\/programs\.js$/, /^import asyncio/, 'a program'],
  [/classroom\/progress-file\.js$/, /^interleave progress$/, 'the kind of a file'],
  [/share\/(service-worker|no-worker|figure|links)\.js$/, /[<{]|^interleave |^take over$|^sandbox |;|^allow-/, 'names of caches, code and HTML'],
  [/share\/offline\.js$/, /^take over$/, 'a message to the service worker'],
  [/page\/(engine|texts)\.js$/, /^(no WebAssembly|interleave could not be loaded|.* has no \$$)/, 'for the console'],
  [/export\/raster\.js$/, /^Interleave (Text|Mono)$/, 'names of fonts'],
];

test('no script of the page has a sentence of its own', () => {
  const found = [];
  const used = new Set();
  for (const { file, source } of page) {
    walk(treeOf(source), (node, parent, key) => {
      if (node.type === 'ImportDeclaration' || (parent?.type === 'Property' && key === 'key')) return true;
      // A class or an address isn't said: element('p', { class: 'link copy' }).
      if (node.type === 'Property' && ['class', 'className', 'd', 'viewBox', 'sandbox', 'rel'].includes(node.key.name ?? node.key.value)) return true;
      const text = node.type === 'Literal' && typeof node.value === 'string' ? node.value
        : node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('$') : '';
      if (!isSaid(text)) return false;
      const exception = exceptions.findIndex(([files, texts]) => files.test(file) && texts.test(text.trim() && text));
      if (exception < 0) found.push(`${file}:${node.loc.start.line}: ${text}`);
      else used.add(exception);
      return false;
    });
  }
  assert.deepEqual(found, []);
  assert.deepEqual(exceptions.filter((_, i) => !used.has(i)).map(([file, text, why]) => `${file} ${text}: ${why}`), [], 'exceptions that nothing needs');
});

test('the shell has no sentence of its own', () => {
  const texts = shell.replace(/<!--[^]*?-->/g, '').match(/(?<=>)[^<>]+(?=<)|(?<=(?:aria-label|title|placeholder|alt)=")[^"]+/g);
  const own = texts.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text) && !/^\{\{\{? ?\w+ ?\}?\}\}$/.test(text));
  assert.deepEqual(own, ['Interleave']);
});

test('each sentence of the catalogue is used', () => {
  const uses = new Set();
  for (const { file, source } of scripts) {
    const imports = [...source.matchAll(/^import (.+) from '#words\/([\w-]+)\.js';$/gm)];
    for (const [, what, part] of imports) {
      const [, space] = /^\* as (\w+)$/.exec(what) ?? [];
      if (space === 'shellWords') [...shell.matchAll(/\{\{(\w+)\}\}/g)].forEach(([, name]) => uses.add(`shell.${name}`));
      const names = space ? [...source.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g'))].map(([, name]) => name)
        : what.replace(/[{}]/g, '').split(',').map((each) => each.trim().split(' as ')[0]);
      if (/\bsay\[name\]/.test(source)) names.push(...(file.endsWith('markdown.mjs') ? ['recap', 'cheat'] : []));
      names.forEach((name) => uses.add(`${part}.${name}`));
    }
  }
  const unused = [...english].flatMap(([part, words]) => Object.keys(words).map((name) => `${part}.${name}`)).filter((name) => !uses.has(name));
  assert.deepEqual(unused, []);
});

test('each sentence that is asked for is there', () => {
  const missing = scripts.flatMap(({ file, source }) => {
    const [, part] = /^import \* as say from '#words\/([\w-]+)\.js';$/m.exec(source) ?? [];
    const names = part ? [...source.matchAll(/\bsay\.(\w+)/g)].map(([, name]) => name) : [];
    return names.filter((name) => !(name in english.get(part))).map((name) => `${file}: ${part}.${name}`);
  });
  assert.deepEqual(missing, []);
});

test('every language has the same sentences as English, with the same values', async () => {
  for (const language of languages) {
    const words = await readWords(language);
    assert.equal(words.get('language').code, language);
    assert.deepEqual([...words].map(([part, its]) => [part, shapeOf(its)]), [...english].map(([part, its]) => [part, shapeOf(its)]), language);
  }
});

test('a language is found by its condition in package.json', () => {
  const { imports } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const others = languages.filter((language) => language !== 'en');
  assert.deepEqual(imports, { '#words/*': { ...Object.fromEntries(others.map((each) => [each, `./web/words/${each}/*`])), default: './web/words/en/*' } });
});

test('texts are plain: typographic quotes, no spaces at the ends, no double spaces', () => {
  const wrong = [...english].flatMap(([part, words]) => textsOf(words).map((text) => `${part}: ${text}`))
    .filter((text) => /[^\x20-\x7e][']|\p{L}'\p{L}| $|: {2,}|[^\n ] {2,}\S/u.test(text.replace(/`[^`]*`/g, 'code')));
  assert.deepEqual(wrong, []);
});

// --- web/bundle.mjs ---------------------------------------------------------------------------------

const part = { plain: 'Not “now”.', of: (name) => `Of ${name}.`, both: (one, other) => `${other} before ${one}`, many: (n) => `${n} of ${n}`, kinds: { a: 'A kind', b: ['x', 'y'] } };

test('a bundle has each text where it’s said', () => {
  assert.equal(inlined('f(say.plain, say.kinds.a, say.kinds.b);', part), 'f(("Not “now”."), ("A kind"), (["x","y"]));');
  assert.equal(inlined('f(say.kinds[k], say.kinds);', part), 'f(say.kinds[k], say.kinds);');
  assert.equal(inlined('f(`${say.plain}!`);', part), 'f(`${("Not “now”.")}!`);');
});

test('a bundle has templates in place of calls, and keeps the functions that do more', () => {
  assert.equal(inlined('f(say.of(x.y));', part), 'f(`Of ${x.y}.`);');
  assert.equal(inlined('f(say.both(a(1, 2), `b`));', part), 'f(`${`b`} before ${a(1, 2)}`);');
  assert.equal(inlined('f(say.of(say.of(say.plain)));', part), 'f(`Of ${`Of ${("Not “now”.")}.`}.`);');
  assert.equal(inlined('f(say.many(2), say.of(...x), list.map(say.of));', part), 'f(say.many(2), say.of(...x), list.map(say.of));');
});

test('a bundle refuses a sentence that isn’t there', () => {
  assert.throws(() => inlined('f(say.nothing);', part), /there's no nothing in the catalogue/);
});
