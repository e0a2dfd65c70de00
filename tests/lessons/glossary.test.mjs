// The glossary: its entries are short and used, and the terms in the lessons lead to them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { generate } from '../../lessons/build/build.mjs';
import { parseGlossary, readGlossary, termFinder } from '../../lessons/build/glossary.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { renderMarkdown } from '../../lessons/build/markdown.mjs';
import { wholePage } from './whole.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const glossary = readGlossary(join(top, 'lessons'));
const lessons = readLessons(join(top, 'lessons'), 'lessons', glossary);
const page = wholePage(generate(lessons, readFileSync(join(top, 'shell.html'), 'utf8'), glossary));

test('each entry names a lesson that uses it, or says why it’s there all the same', () => {
  const unused = glossary.filter((entry) => !lessons.some(({ terms }) => terms.includes(entry)));
  assert.deepEqual(unused.filter(({ unused: why }) => !why).map(({ term }) => term), [], 'entries without a lesson or a reason');
  assert.deepEqual(glossary.filter((entry) => entry.unused && !unused.includes(entry)).map(({ term }) => term), [], 'reasons that nothing needs');
  const of = (term) => lessons.filter(({ terms }) => terms.some((entry) => entry.term === term)).map(({ slug }) => slug);
  for (const term of ['async for', 'async with', 'asynchronous context manager', 'asynchronous iterator']) assert.ok(of(term).includes('async-for'), term);
});

test('an entry is two sentences at most, and terms are in order', () => {
  for (const { term, text } of glossary) {
    const sentences = text.replace(/`[^`]*`/g, 'x').split(/(?<=[.!?])\s+(?=[A-Zx])/);
    assert.ok(sentences.length <= 2, `${term}: ${sentences.length} sentences`);
    assert.match(text, /\.$/, term);
  }
  const terms = glossary.map(({ term }) => term.toLowerCase());
  assert.deepEqual(terms, [...terms].sort((a, b) => a.localeCompare(b, 'en')));
});

const shownByExample = [
  'asynchronous', 'back-off', 'checkpoint', 'consumer', 'cooperative multitasking', 'CPU-bound', 'generator', 'generator function', 'I/O-bound',
  'iterator', 'producer', 'race condition', 'seed', 'starvation', 'structured concurrency', 'synchronous',
];

test('the words of programming in general have an example of two lines, which fit into the box beside the text', () => {
  assert.deepEqual(glossary.filter(({ example }) => example).map(({ term }) => term), shownByExample);
  for (const { term, example } of glossary.filter((entry) => entry.example)) {
    const lines = example.trimEnd().split('\n');
    assert.ok(lines.length === 2 && lines.every((line) => line.length <= 42), `${term}: ${example}`);
  }
  const [, starvation] = /<dt id="term-starvation">(.*?)<\/div>/s.exec(page);
  assert.match(starvation, /<pre class="code"><code>while not queue\.empty\(\):\n {4}work\(await queue\.get\(\)\)/);
});

test('an entry lists the lessons that use its term, in their order', () => {
  for (const entry of glossary) {
    const users = lessons.filter(({ terms }) => terms.includes(entry)).map(({ number }) => String(number).padStart(2, '0'));
    const [, block] = new RegExp(`<dt id="${entry.id}">(.*?)</div>`, 's').exec(page);
    const [, listed = ''] = /<dd class="back">You meet this in lessons? (.*?)<\/dd>/s.exec(block) ?? [];
    assert.deepEqual([...listed.matchAll(/>(\d\d)</g)].map(([, number]) => number), users, entry.term);
  }
});

test('ids are unique, and every link into the page leads somewhere', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, target] of page.matchAll(/\shref="(?:[a-z-]+\/)?#([^"?]*)/g)) assert.ok(ids.includes(target), `#${target}`);
  for (const [, slug, target] of page.matchAll(/\shref="([a-z-]+)\/#([^"?]*)/g)) assert.ok(target.startsWith(slug === 'glossary' ? 'term-' : `${slug}--`), `${slug}/#${target}`);
});

test('each lesson links the first use of a term, once', () => {
  for (const { slug, html, terms } of lessons) {
    const links = [...html.matchAll(/<a class="term" id="([^"]*)" href="#([^"]*)">/g)];
    assert.equal(links.length, terms.length);
    assert.ok(links.length >= 3, `${slug} uses terms`);
    assert.equal(new Set(links.map(([, , href]) => href)).size, links.length);
    for (const [, id, href] of links) assert.equal(id, `${slug}--${href.replace('term-', 'use-')}`);
  }
});

const small = parseGlossary(`# Glossary

## event
match: an event

A flag.

## event loop
It runs callbacks.

## GIL
code: sys._is_gil_enabled(), gil(a, b)

A lock.
`, 'glossary.md');
const found = (text) => termFinder(small)(text).map(({ from, to, entry }) => [text.slice(from, to), entry.term]);

test('whole words are found, the longest term first, and phrases if the word alone would mislead', () => {
  assert.deepEqual(found('An event loop waits for an event.'), [['event loop', 'event loop'], ['event', 'event']]);
  assert.deepEqual(found('Event loop, eventually; in the event of fire.'), [['Event loop', 'event loop']]);
  assert.deepEqual(found('The GIL, no gil and no GILs.'), [['GIL', 'GIL']]);
});

test('code is a term as a whole or not at all', () => {
  const inCode = (code) => termFinder(small)(code, true).map(({ entry }) => entry.term);
  assert.deepEqual(['sys._is_gil_enabled()', 'gil(a, b)', 'gil(a)', 'GIL', 'event'].map(inCode), [['GIL'], ['GIL'], [], [], []]);
  const lesson = {
    slug: 'x', file: 'x.md', bodyLine: 1, parameters: [], predictions: [], presets: [], programs: [], title: 'X', body: 'Ask `gil(a, b)` or `sys._is_gil_enabled()`.\n',
  };
  assert.match(renderMarkdown(lesson, termFinder(small)).html, /<p>Ask <a class="term" id="x--use-gil" href="#term-gil"><code>gil\(a, b\)<\/code><\/a> or <code>sys\._is_gil_enabled\(\)<\/code>/);
});

test('headings, blocks of code, links and facts are left alone', () => {
  const lesson = {
    slug: 'x', file: 'x.md', bodyLine: 1, parameters: [], predictions: [], presets: [], programs: [{ choice: '', file: 'lesson', python: { lines: [] }, cpp: { lines: [] } }], title: 'X',
    body: '## The GIL\n\n`GIL`, [the GIL](https://example.org), [[GIL | last]].\n\nThe *GIL* and the GIL.\n\n::: program\n',
  };
  const { html, terms } = renderMarkdown(lesson, termFinder(small));
  assert.match(html, /The <em><a class="term" id="x--use-gil" href="#term-gil">GIL<\/a><\/em> and the GIL\./);
  assert.equal(html.split('class="term"').length, 2);
  assert.deepEqual(terms.map(({ term }) => term), ['GIL']);
});

test('a mistake in the glossary is refused at its line', () => {
  const refuses = (text, message) => assert.throws(() => parseGlossary(text, 'lessons/glossary.md'), message);
  refuses('# Glossary\n\n## a\nOne.\n\n## A\nTwo.\n', /glossary\.md:6: 'A' is there twice/);
  refuses('# Glossary\n\n## a\n\n## b\nTwo.\n', /glossary\.md:3: 'a' is not explained/);
  refuses('Words\n', /glossary\.md:1: the file begins with/);
});
