// What leads from one place to another: the tables in lessons/README.md, links between the lessons, the cheat sheet and
// the map of the course.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { directlyBefore } from '../../lessons/build/order.mjs';
import { beforeHtml, nextHtml } from '../../lessons/build/page.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';
import { cheatLines, cheatSheetHtml } from '../../web/site/cheat-sheet.mjs';
import { layered } from '../../web/site/layers.mjs';
import { mapHtml } from '../../web/site/map.mjs';
import { pages } from '../../web/site/pages.mjs';

const folder = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'lessons');
const lessons = readLessons(folder);
const folders = new Map(lessons.map((lesson) => [lesson.file.split('/').at(-2), lesson]));
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const rows = readme.split('\n').filter((row) => /^\| (?!Point|---)/.test(row)).map((row) => row.split(' | '));

const plain = (text) => text.replaceAll('*', '');
const headingsOf = ({ headings }) => [...headings.values()].map(plain);
const claimsOf = ({ body }) => [...body.matchAll(/^✗ (‘.*?’) \*\*/gm)].map(([, claim]) => claim);

/// One sentence on a reference that leads nowhere, or ''.
function wrongIn(reference) {
  const [, name, inside, place] = /^\[(\d\d [a-z-]+)\]\(([^)/]+)\/lesson\.md\), (.+)$/.exec(reference) ?? [];
  const lesson = folders.get(inside);
  if (!lesson || name !== inside.replace('-', ' ')) return `'${reference}' names no lesson.`;
  if (place === 'at its beginning') return '';
  const [, claim] = /^\*What people get wrong\*: (‘.*’)$/.exec(place) ?? [];
  if (claim) return claimsOf(lesson).includes(claim) ? '' : `${inside} has no box that says ${claim}.`;
  const [, heading] = /^\*(.+)\*$/.exec(place) ?? [];
  return headingsOf(lesson).includes(heading) ? '' : `${inside} has no section '${heading}'.`;
}

const references = rows.flatMap(([, cell]) => cell.replace(/ \|$/, '').split(/; (?=\[)/));

test('each reference of lessons/README.md names a section or a claim that exists', () => {
  assert.ok(rows.length >= 130 && references.length > rows.length, `${rows.length} points, ${references.length} references`);
  assert.deepEqual(references.map(wrongIn).filter(Boolean), []);
});

test('a reference to what isn’t there is found', () => {
  assert.match(wrongIn('[04 tasks](04-tasks/lesson.md), *Nowhere*'), /no section 'Nowhere'/);
  assert.match(wrongIn('[04 tasks](04-tasks/lesson.md), *What people get wrong*: ‘Nothing.’'), /no box/);
  assert.match(wrongIn('[44 tasks](44-tasks/lesson.md), at its beginning'), /names no lesson/);
});

test('each wrong point of the notes is put right, in a box or in a section', () => {
  const wrong = rows.filter(([point]) => point.includes('**Wrong**'));
  assert.ok(wrong.length >= 15, `${wrong.length}`);
  for (const [point, cell] of wrong) assert.match(cell, /\*.+\*/, point);
});

test('what the notes have beside asyncio itself is in the lessons', () => {
  const [counting, , , , , , concurrency] = lessons;
  assert.match(counting.python.lines.map(({ code }) => code).join('\n'), /time\.perf_counter\(\)/);
  assert.match(concurrency.body, /closer to threading than to multiprocessing/);
  assert.match(concurrency.body, /┌─ concurrency[^]*┌─ parallelism/);
  assert.ok(lessons.find(({ slug }) => slug === 'rules').parameters.some(({ choices }) => choices?.includes('yield 1')));
});

test('links between lessons lead where the thing is explained', () => {
  const links = lessons.flatMap(({ file, body }) => [...body.matchAll(/\[([^\]]*)\]\(#([a-z-]+)\)/g)].map(([, words, slug]) => ({ file, words: words.toLowerCase(), slug })));
  const leads = (file, slug) => links.some((link) => link.file.includes(file) && link.slug === slug);
  assert.deepEqual(links.filter(({ file, words, slug }) => /taskgroup|task group/.test(words) && slug === 'errors' && !/19-rules|20-find/.test(file)), []);
  assert.ok(leads('21-crawler', 'timeouts') && leads('05-event-loop', 'network') && leads('12-queues', 'waiting'));
});

test('each line of the cheat sheet is on it, with its link', () => {
  const lines = lessons.flatMap(cheatLines);
  assert.ok(lines.length >= 60, `${lines.length} lines`);
  const sheet = cheatSheetHtml(lessons);
  assert.deepEqual([...sheet.matchAll(/<li><a href="\.\.\/(#[^"]*)">/g)].map(([, href]) => href), lines.map(({ href }) => href));
});

test('the map has each lesson, below all that it comes after', () => {
  const sizes = { node: 100, through: 10, gap: 10 };
  const { places, edges, width } = layered(lessons.map(({ slug, after }) => ({ id: slug, after })), sizes);
  for (const { slug, after } of lessons) for (const one of after) assert.ok(places.get(one).row < places.get(slug).row, `${one} is above ${slug}`);
  const all = [...new Set(edges.flat())];
  for (const a of all) {
    assert.ok(a.x - a.width / 2 >= -1e-9 && a.x + a.width / 2 <= width + 1e-9);
    for (const b of all) if (a !== b && a.row === b.row) assert.ok(Math.abs(a.x - b.x) >= (a.width + b.width) / 2, 'no two places overlap');
  }
  for (const path of edges) path.slice(1).forEach((place, i) => assert.equal(place.row, path[i].row + 1));
  const reached = new Set(['sync-and-async']);
  for (const path of edges) reached.add([...places].find(([, place]) => place === path.at(-1))[0]);
  assert.equal(reached.size, lessons.length, 'every lesson can be reached');
});

test('the map’s picture and its list have the same edges: those of the front matter that don’t follow from others', () => {
  const html = mapHtml(lessons);
  const drawn = [...html.matchAll(/<path data-from="([a-z-]+)" data-to="([a-z-]+)"/g)].map(([, from, to]) => `${from} → ${to}`);
  const listed = [...html.matchAll(/<li data-lesson="([a-z-]+)"([^]*?)(?=<li data-lesson|<\/ul>)/g)]
    .flatMap(([, from, item]) => [.../<p class="leads">(.*)<\/p>/.exec(item)?.[1].matchAll(/href="\.\.\/#([a-z-]+)"/g) ?? []].map(([, to]) => `${from} → ${to}`));
  const direct = [...directlyBefore(lessons.map(({ slug, after }) => ({ id: slug, after })))].flatMap(([to, froms]) => froms.map((from) => `${from} → ${to}`));
  assert.deepEqual([drawn.sort(), listed.sort()], [direct.sort(), direct]);
  const leads = (from, to) => direct.includes(`${from} → ${to}`) || lessons.some(({ slug }) => direct.includes(`${from} → ${slug}`) && leads(slug, to));
  for (const { slug, number, after } of lessons) {
    for (const one of after) assert.ok(leads(one, slug), `a way leads from ${one} to ${slug}`);
    assert.equal(html.split(`data-lesson="${slug}"`).length, 3, `${slug} is in the picture and in the list`);
    assert.ok(html.includes(`<a href="../#${slug}">${number} ${slug.replaceAll('-', ' ')}</a>`), `${slug} has the same name in both`);
  }
});

test('an edge that follows from others isn’t drawn', () => {
  const { edges } = layered([{ id: 'a', after: [] }, { id: 'b', after: ['a'] }, { id: 'c', after: ['a', 'b'] }], { node: 10, through: 2, gap: 1 });
  assert.equal(edges.length, 2);
});

test('a lesson says how long it takes, what to know before, and where it leads', () => {
  const tasks = lessons.find(({ slug }) => slug === 'tasks');
  assert.match(beforeHtml(tasks, lessons), /^<p class="before">About \d+ minutes to read\. Know first: <a href="#coroutines">2 .*<\/a> · <a href="#await">3 /);
  assert.equal(nextHtml(tasks, lessons), '', 'all that it leads to comes after the next one, which has a link of its own');
  const blocking = lessons.find(({ slug }) => slug === 'blocking');
  assert.match(nextHtml(blocking, lessons), /^<p class="where-next">Where next\? This also leads to <a href="#waiting">8 [^·]*<\/a><\/p>\n$/);
  assert.match(beforeHtml(lessons[0], lessons), /All you need is a little Python/);
});

test('every link of the pages beside the tutorial leads to a page, a lesson, a heading, a program or a part of the tutorial', () => {
  const shell = readFileSync(join(folder, '../shell.html'), 'utf8');
  const made = pages();
  const headings = new Set(lessons.flatMap(({ slug, headings: all }) => [slug, ...all.keys()]));
  const programs = readQuestions(folder, lessons).map(({ scene }) => scene.href).filter((href) => href.startsWith('#playground'));
  assert.ok(programs.length >= 1);
  for (const path of ['questions/index.html', 'cheat-sheet/index.html', 'map/index.html', 'glossary/index.html']) {
    const html = made.get(path);
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      const [, page, place] = /^(?:\.\.\/([a-z-]+\/)?)?(?:#([a-z-]+))?/.exec(href.replace(/^#/, `../${path.replace('index.html', '')}#`));
      if (page) assert.ok(made.has(`${page}index.html`) && (!place || made.get(`${page}index.html`).includes(`id="${place}"`)), `${path}: ${href}`);
      else assert.ok(!place || headings.has(place.replace(/--.*/, '')) || shell.includes(` id="${place}"`), `${path}: ${href}`);
    }
  }
});
