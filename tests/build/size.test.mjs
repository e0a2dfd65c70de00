// The site: complete, small, and all of it its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exercisesOf } from '../../lessons/build/exercise-html.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { exportLimit, firstVisit, isOfExport, isOfPlayground, limit, playgroundLimit, sizes, total } from '../../web/size.mjs';

const files = sizes();
const lessons = readLessons(fileURLToPath(new URL('../../lessons', import.meta.url)));
const slugs = lessons.map(({ slug }) => slug);

test('the site holds what the page fetches, and nothing else', () => {
  const expected = [
    '404.html', 'about/index.html', 'cheat-sheet/index.html', 'glossary/index.html', 'texts/glossary.html', 'texts/help.html', 'map/index.html', 'questions/index.html', 'app.css', 'app.js', 'classroom.css', 'classroom.js', 'early.js', 'editor.js', 'embed.js', 'exercise.css', 'exercise.js', 'export/engine.js', 'export/engine.wasm', 'export/export.css', 'export/export.js',
    'fonts/mono.ttf', 'fonts/text-semibold.otf', 'fonts/text.otf', 'icon-192.png', 'icon-512.png', 'icon-maskable.png', 'icon.svg', 'index.html',
    'interleave-figure.js', 'interleave.js', 'interleave.pyz', 'interleave.wasm', 'manifest.webmanifest', 'offline.js', 'plain.css', 'playground.css',
    'playground.js', 'robots.txt', 'service-worker.js', 'share.css', 'share.js',
    ...slugs.flatMap((slug) => [`${slug}/index.html`, `${slug}/picture.png`]), ...slugs.slice(1).map((slug) => `texts/${slug}.html`), ...lessons.flatMap(exercisesOf).map(([id]) => `exercises/${id}.json`),
    ...lessons.flatMap(({ was = [] }) => was.map((slug) => `${slug}/index.html`)),  // they lead to the lesson of today
    ...['frame.html', 'gallery.json', 'interleave.zip', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide.mjs', 'ranges.json', 'sizes.json', 'stdlib.zip', 'worker.js'].map((name) => `python/${name}`),
    'warnings.css', 'warnings.js', 'what-if.css', 'what-if.js',
  ];
  assert.deepEqual(files.map(({ path }) => path).sort(), expected.sort());
});

// The limit is for Emscripten 3.1.6. The libraries of newer ones are larger: 3.1.69 makes 5 % more of the same sources.
const isOldest = /^"?3\.1\.6\b/m.test(readFileSync(new URL('../../build/wasm/compiler.txt', import.meta.url), 'utf8'));

test('a first load stays within the limit over the wire', () => {
  const { gzip } = total(firstVisit(files));
  const most = isOldest ? limit : limit * 1.1;
  assert.ok(gzip <= most, `${gzip} bytes, of ${most} allowed`);
});

test('the playground and Python stay within theirs', () => {
  const { gzip } = total(files.filter(isOfPlayground));
  assert.ok(gzip <= playgroundLimit, `${gzip} bytes, of ${playgroundLimit} allowed`);
});

test('the export dialog stays within its', () => {
  const { gzip } = total(files.filter(isOfExport));
  assert.ok(gzip <= (isOldest ? exportLimit : exportLimit * 1.1), `${gzip} bytes`);
});

test('the fonts take at most 60 KB over the wire', () => {
  const { gzip } = total(files.filter(({ path }) => path.startsWith('fonts/')));
  assert.ok(gzip <= 60_000, `${gzip} bytes`);
});

test('the page asks no other host for anything', () => {
  for (const name of ['index.html', 'app.css', 'app.js', 'editor.js', 'export/export.css', 'export/engine.js']) {
    const text = readFileSync(new URL(`../../build/web/${name}`, import.meta.url), 'utf8');
    const fetched = text.match(/(?:src|href|url|import|fetch)\s*[=(]\s*["']?\s*(?:https?:)?\/\/[^\s"')]+/g) ?? [];
    // Links that a reader may follow aren't fetched.
    const links = text.match(/<a\s[^>]*href\s*=\s*["']?\s*https?:\/\/[^\s"')]+/g) ?? [];
    assert.equal(fetched.length, links.length, `${name} names ${fetched.join(', ')}`);
  }
});
