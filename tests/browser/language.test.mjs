// Another language, made here of English: each sentence of the catalogue in ⟦ ⟧, and one lesson, the glossary and the
// questions translated. The page built in it shows nothing of its own outside of them. The usual run bundles and opens
// only what's there at first and the exercise: all bundles and boxes take more than a minute.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeServer } from '../../web/serve.mjs';
import { full } from '../full.mjs';
import { launch, top } from './chromium.mjs';

const language = 'xx';
const folder = mkdtempSync(join(tmpdir(), 'language-'));  // the sources, with that language
const site = join(folder, 'site');
let browser;
let server;
let page;

const node = (...words) => execFileSync('node', [`--conditions=${language}`, ...words], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const change = (file, edit) => writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));

/// What a translator does, as CONTRIBUTING.md says it.
function translate() {
  for (const part of ['web', 'lessons', 'gallery', 'cmake', 'package.json', 'shell.html', 'LICENSE']) cpSync(join(top, part), join(folder, part), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'));
  change('package.json', (text) => text.replace('"default":', `"${language}": "./web/words/${language}/*",\n      "default":`));
  mkdirSync(join(folder, 'web/words', language));
  writeFileSync(join(folder, 'marked.js'), `export function marked(words) {
  if (typeof words === 'string') return \`⟦\${words}⟧\`;
  if (typeof words === 'function') return (...values) => marked(words(...values));
  return Array.isArray(words) ? words.map(marked) : Object.fromEntries(Object.entries(words).map(([name, each]) => [name, marked(each)]));
}\n`);
  for (const file of readdirSync(join(top, 'web/words/en')).filter((name) => name.endsWith('.js'))) {
    const source = readFileSync(join(top, 'web/words/en', file), 'utf8');
    const names = [...source.matchAll(/^export const (\w+) = /gm)].map(([, name]) => `export const ${name} = marked(english.${name});\n`);
    const shared = /^export \{.*$/m.exec(source)?.[0] ?? '';
    writeFileSync(join(folder, 'web/words', language, file), file === 'language.js' ? `export const code = '${language}';\n`
      : `import { marked } from '../../../marked.js';\nimport * as english from '../en/${file}';\n${shared}\n${names.join('')}`);
  }
  translateText('lessons/02-coroutines/lesson.md', (text) => {
    let number = 0;
    const outsideCode = (edit) => (part, i) => (i % 2 ? part : edit(part));
    return text.replace(/^title: .*$/m, 'title: Aufgerufen, und nichts geschieht').replace(/^summary: .*$/m, 'summary: Ein Aufruf allein führt nichts aus.')
      .split(/^(```[^]*?^```)$/m).map(outsideCode((part) => part.replace(/^## .*$/gm, () => `## Überschrift ${++number}`).replaceAll('[run](', '[ausführen]('))).join('')
      .replace(/^(?=## Überschrift 1$)/m, 'Ein Quittengelee steht in keinem anderen Text.\n\n');
  });
  translateText('lessons/02-coroutines/exercise/exercise.md', (text) => text.replace(/^title: .*$/m, 'title: Eine Übung'));
  translateText('lessons/glossary.md', (text) => text.replace('## event loop\n', '## Ereignisschleife\nof: event loop\nalso: event loop\n'));
  translateText('lessons/questions.md', (text) => text.replace(/^## Why does Python say .*$/m, '## Warum wartet niemand auf meine Koroutine?').replace('[Watch a coroutine that never runs]', '[Sieh einer Koroutine zu, die nie läuft]'));
}

/// Writes NAME.xx.md beside NAME.md.
function translateText(file, edit) {
  const text = readFileSync(join(folder, file), 'utf8');
  const other = edit(text);
  assert.notEqual(other, text);
  writeFileSync(join(folder, file.replace(/\.md$/, `.${language}.md`)), other);
}

/// Builds what's made of the lessons, and the pages beside the tutorial.
function build() {
  for (const gen of ['gen', 'build/gen']) cpSync(join(top, 'build/gen/moments.json'), join(folder, gen, 'moments.json'));
  node('lessons/build/build.mjs', 'gen');
  node('web/site/pages.mjs', site);
}

const firstBundles = ['app.js', 'app.css', 'exercise.js', 'classroom.js', 'what-if.js'];

/// Builds the rest of what has sentences; what hasn't is there.
function buildPage() {
  cpSync(join(top, 'build/web'), site, { recursive: true });
  cpSync(join(folder, 'gen/texts'), join(site, 'texts'), { recursive: true });
  const [engine] = /(?<=<template>)[^]*?(?=<\/template>)/.exec(readFileSync(join(top, 'build/web/index.html'), 'utf8'));
  writeFileSync(join(site, 'index.html'), readFileSync(join(folder, 'gen/shell.html'), 'utf8').replace('{{{ SCRIPT }}}', () => engine));
  const bundles = [...readFileSync(join(top, 'cmake/site.cmake'), 'utf8').matchAll(/^bundle\(([\w/-]+\.js) (\S+)(.*)\)$/gm)]
    .map(([, name, from, more]) => [`web/page/${from}`, join(site, name), more.replaceAll('"', '').split(' ').filter(Boolean)])
    .filter(([, to]) => full || firstBundles.some((name) => to === join(site, name)));
  writeFileSync(join(folder, 'bundles.mjs'), `import { bundle } from './web/bundle.mjs';\nfor (const each of ${JSON.stringify(bundles)}) await bundle(...each);\n`);
  node('bundles.mjs');
  node('web/site/pages.mjs', site);
}

before(async () => {
  translate();
  build();
  buildPage();
  server = makeServer(site);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 1200, height: 800 } })).newPage();
  page.setDefaultTimeout(60_000);
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/// What isn't the page's own: lessons' texts and titles, programs, and what the panel's module says.
const others = [
  '.lesson > :not(.program, .prediction, .exercise, .presets, .recap, .cheat, .kicker, .coming, footer)', '.lesson :is(.recap, .cheat, .presets) > :not(h2)',
  '.exercise > :not(.kicker, .hint, .actions, .verdict)', '.listing', '.prediction .question', '.prediction .next label', '.prediction .order code',
  '.contents-list li', '.glossary dl', 'code', 'pre', 'script', 'noscript', 'template', '#page-where', '#text-view td', '.parameter label', '.parameter small', '.parameter output',
  'option', '.over button', '#text-view .message', '#text-view .half', '#text-view [data-table=outside] .nothing', '.warnings-list p:nth-child(2)', '.cm-editor .cm-scroller', '.gallery', '.what-if-difference', '.hints', '.export-preview', '#search-found',
];

/// The page's words outside of ⟦ ⟧: of its texts, and of the attributes that are said.
const outside = () => page.evaluate((selectors) => {
  const known = /^([A-Z]|Interleave|Python|CPython|Perfetto|JSON|RuntimeError|ValueError|OSError|ConnectionError|TimeoutError|main|s|KB|MB)$/;
  const rest = (text) => {
    let left = text;
    for (let was = ''; was !== left;) [was, left] = [left, left.replace(/⟦[^⟦⟧]*⟧/g, ' ')];
    return (left.match(/\p{L}[\p{L}’]*/gu) ?? []).filter((word) => !known.test(word)).join(' ');
  };
  const isOthers = (element) => element.closest(selectors) !== null || element.matches('.way');  // a lesson's title
  const said = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'];
  const attributes = [...document.body.querySelectorAll(said.map((name) => `[${name}]`).join())].filter((element) => !isOthers(element))
    .flatMap((element) => said.map((name) => [name, rest(element.getAttribute(name) ?? '')]).filter(([, text]) => text).map(([name, text]) => `${element.tagName}.${element.className} ${name}: ${text}`));
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll(selectors).forEach((element) => element.remove());
  for (const element of copy.querySelectorAll('*')) element.append(' ');
  const texts = rest(copy.textContent);
  return [...(texts ? [texts] : []), ...attributes];
}, others.join());

const shows = async (what) => assert.deepEqual(await outside(), [], what);
const here = () => `http://127.0.0.1:${server.address().port}/`;
const press = (id) => page.locator(`#${id}`).click();

const onlyInFull = { skip: !full && 'only in a full run' };

describe('a page in another language', () => {
  it('says its language, and has a lesson’s translation', async () => {
    await page.goto(`${here()}#coroutines`);
    await page.waitForFunction(() => window.interleave && document.querySelector('#coroutines .program'));
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    assert.equal(await page.locator('#coroutines h1').textContent(), 'Aufgerufen, und nichts geschieht');
    assert.match(await page.title(), /^Aufgerufen, und nichts geschieht/);
    assert.match(await page.locator('#coroutines .prediction .hint').first().textContent(), /^⟦Decide before you press Play\./);
    await shows('a lesson');
  });

  it('shows nothing outside the catalogue in the contents, in the help, in a what-if and while it presents', async () => {
    for (const id of ['page-contents-open', 'page-help-open']) {
      await press(id);
      await shows(id);
      await page.keyboard.press('Escape');
    }
    await page.goto(`${here()}#tasks?what-if=cancel-9-at-1&t=2`);
    await page.locator('#tasks .program').first().waitFor();
    await press('what-if-open');
    await page.locator('#what-if .refused').waitFor();
    await shows('what-if');
    await press('what-if-open');
    await page.goto(`${here()}#coroutines`);
    await page.keyboard.press('p');
    await page.locator('.presenting-keys').waitFor();
    const parts = new Set();
    for (let i = 0; i < 3; ++i) {
      await page.keyboard.press('ArrowDown');
      parts.add(await page.locator('.spotlight').getAttribute('data-part'));
    }
    assert.equal(parts.size, 3, 'the spotlight finds the parts');
    await shows('presenting');
    await page.keyboard.press('Escape');
  });

  it('finds a word of a lesson’s translation, and leads to the places that the original has', async () => {
    await press('page-contents-open');
    await page.locator('#page-search').fill('Quittengelee');
    await page.locator('#search-found a').first().waitFor();
    assert.match(await page.locator('#search-found a').first().getAttribute('href'), /^#coroutines/);
    await page.keyboard.press('Escape');
    await page.goto(`${here()}#coroutines--forgetting-the-await`);
    await page.locator('#coroutines--forgetting-the-await.arrived').waitFor();
    assert.match(await page.locator('#coroutines--forgetting-the-await').textContent(), /^Überschrift \d$/);
    await page.goto(`${here()}#term-event-loop`);
    await page.locator('#term-event-loop.arrived').waitFor();
    assert.equal(await page.locator('#term-event-loop').textContent(), 'Ereignisschleife');
  });

  it('judges predictions and an exercise in its own words', async () => {
    for (const lesson of full ? ['coroutines', 'event-loop', 'blocking'] : ['sync-and-async']) {
      await page.goto(`${here()}#${lesson}`);
      await page.locator(`#${lesson} .prediction .actions button`).first().waitFor({ state: 'attached' });
      for (const box of await page.locator(`#${lesson} .prediction`).all()) {
        const setUp = box.getByRole('button', { name: '⟦Set the run to that⟧' });
        if (await setUp.isVisible()) await setUp.click();
        await box.getByRole('button', { name: '⟦Check⟧' }).click();
        assert.match(await box.locator('.verdict').textContent(), /^⟦.*⟧$/);
      }
      await page.locator(`#${lesson} .exercise .start`).click();
      await page.locator(`#${lesson} .exercise .verdict`).waitFor({ state: 'attached' });
      await shows(lesson);
    }
  });

  it('shows nothing outside the catalogue in its other boxes', onlyInFull, async () => {
    for (const [id, box] of [['rows-open', '#rows-box'], ['share-open', '#share-box'], ['text-view-open', '#text-view-body table']]) {
      await press(id);
      await page.locator(box).first().waitFor();
      await shows(id);
      await press(id);
    }
    await press('export-open');
    await page.locator('#export section').first().waitFor();
    await shows('export');
    await page.keyboard.press('Escape');
  });

  it('refuses a file that’s no trace in its own words', onlyInFull, async () => {
    await page.locator('#recording-file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"interleave":1,"events":[{"kind":"task_stepped","task":2}]}') });
    await page.locator('#page-notice:not(:empty)').waitFor();
    assert.match(await page.locator('#page-notice').textContent(), /^⟦.*wasn't created\.⟧$/, 'what C++ says, in a sentence of the catalogue');
  });

  it('shows nothing outside the catalogue in the playground', onlyInFull, async () => {
    await page.goto(`${here()}#playground`);
    await page.locator('#playground .cm-editor').waitFor();
    await page.locator('.bench-words:empty').waitFor({ state: 'attached', timeout: 120_000 });
    await shows('the playground');
  });
});

describe('what belongs to another language', () => {
  it('has the page before any script runs, with the lesson’s translation', () => {
    const html = readFileSync(join(folder, 'gen/shell.html'), 'utf8').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
    assert.match(html, /<html lang="xx">[^]*<title>⟦Interleave: /);
    assert.match(html, /<h1 id="coroutines--title" tabindex="-1">Aufgerufen, und nichts geschieht<\/h1>/);
    assert.match(html, /<a href="glossary\/">⟦Read the glossary on a page of its own⟧<\/a>/);
    assert.match(readFileSync(join(folder, 'gen/texts/coroutines.html'), 'utf8'), /^<div id="coroutines">\n<p class="before">⟦About \d+ minutes to read\.⟧ ⟦Know first: /);
  });

  it('has the original’s addresses, whatever its headings, terms and questions are', () => {
    const text = readFileSync(join(folder, 'gen/texts/coroutines.html'), 'utf8');
    const idsIn = (html) => [...html.matchAll(/<h[23] id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(idsIn(text), idsIn(readFileSync(join(top, 'build/gen/texts/coroutines.html'), 'utf8')));
    assert.match(text, /<h2 id="coroutines--forgetting-the-await">Überschrift \d<\/h2>/);
    assert.match(readFileSync(join(folder, 'gen/texts/glossary.html'), 'utf8'), /<dt id="term-event-loop">Ereignisschleife<\/dt>/);
    const questions = readFileSync(join(site, 'questions/index.html'), 'utf8');
    assert.match(questions, /<h2 id="never-awaited">Warum wartet niemand auf meine Koroutine\?<\/h2>[^]*?href="\.\.\/#coroutines\?forget_await=true[^"]*">Sieh einer Koroutine zu/);
    assert.match(questions, /href="\.\.\/#coroutines--forgetting-the-await">[^<]*Überschrift \d/);
    const sheet = (folderOfSite) => readFileSync(join(folderOfSite, 'cheat-sheet/index.html'), 'utf8').match(/<li><a href="[^"]*">/g);
    assert.deepEqual(sheet(site), sheet(join(top, 'build/web')));
  });

  it('has pages beside the tutorial', () => {
    const lesson = readFileSync(join(site, 'coroutines/index.html'), 'utf8');
    assert.match(lesson, /<html lang="xx">[^]*<title>⟦Aufgerufen, und nichts geschieht · Interleave⟧[^]*<p class="kicker">⟦Lesson 2 of 21⟧/);
    for (const [name, title] of [['questions', 'Questions people ask'], ['cheat-sheet', 'asyncio on one page'], ['map', 'Map of the course'], ['glossary', 'Glossary']]) {
      assert.match(readFileSync(join(site, `${name}/index.html`), 'utf8'), new RegExp(`<title>⟦⟦${title}⟧ · Interleave⟧[^]*<h1>⟦${title}⟧</h1>`));
    }
    assert.match(readFileSync(join(site, '404.html'), 'utf8'), /⟦Not found · Interleave⟧|⟦⟦Not found⟧ · Interleave⟧/);
  });

  it('a translation that changes more than words is refused with its file', () => {
    const refused = (file, edit, sentence, ...command) => {
      const whole = readFileSync(join(folder, file), 'utf8');
      change(file, edit);
      assert.throws(() => node(...command), sentence);
      writeFileSync(join(folder, file), whole);
    };
    refused(`lessons/02-coroutines/lesson.${language}.md`, (text) => text.replace(/default: .*/, 'default: 0.7'), /lesson\.xx\.md:1: 'parameters' isn't the same as in the original/, 'lessons/build/build.mjs', 'gen');
    refused(`lessons/02-coroutines/lesson.${language}.md`, (text) => text.replace('## Überschrift 1\n', ''), /lesson\.xx\.md:\d+: it has \d headings, and the original has \d\./, 'lessons/build/build.mjs', 'gen');
    refused(`lessons/glossary.${language}.md`, (text) => text.replace('of: event loop\n', ''), /glossary\.xx\.md:1: 'term-event-loop' is only in one of this and the original/, 'lessons/build/build.mjs', 'gen');
    refused(`lessons/questions.${language}.md`, (text) => text.replace('id: never-awaited', 'id: never'), /questions\.xx\.md:1: the questions' ids, scenes and lessons aren't the same/, 'web/site/pages.mjs', site);
  });
});
