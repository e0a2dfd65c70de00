// The page: shell.html with every lesson's article and the list of contents put in. Only the first article is whole: the
// page fetches the text of each other when it's opened, from a file of its own (textHtml), and so the glossary's entries.
// Emscripten reads the result as its shell file, so that nothing in a lesson may
// look like one of its directives (a line that begins with '#', or '{{{').

import { LessonError } from './error.mjs';
import { exerciseHtml } from './exercise-html.mjs';
import { useId } from './glossary.mjs';
import { escapeHtml } from './listing.mjs';
import { exercisePlace } from './markdown.mjs';
import { directlyBefore } from './order.mjs';
import * as say from '#words/lessons.js';
import * as shellWords from '#words/shell.js';

export function fillShell(shell, lessons, file = 'shell.html') {
  const places = { contents: contentsHtml(lessons), lessons: lessons.map(articleHtml).join('\n') };
  let page = withWords(shell, file).replace(helpPlace, '$1$3');
  for (const [name, html] of Object.entries(places)) {
    const place = `<!-- ${name} -->`;
    if (page.split(place).length !== 2) throw new LessonError(file, 1, `the shell needs the place '${place}', once.`);
    page = page.replace(place, () => tame(html));
  }
  return ascii(page);
}

/// What the help has besides the keys, which web/page/help.js fetches when it's first opened.
export const helpHtml = (shell) => `<div id="page-help-more">${helpPlace.exec(withWords(shell))?.[2] ?? ''}</div>\n`;

const helpPlace = /(<div id="page-help-more"[^>]*>)([^]*?)(<\/div>)/;

/// The page with its sentences: `{{name}}` is one of web/words/LANGUAGE/shell.js, which are HTML.
export function withWords(page, file = 'shell.html') {
  return page.replace(/(?<!\{)\{\{(\w+)\}\}(?!\})/g, (place, name) => {
    if (!(name in shellWords)) throw new LessonError(file, 1, `there is no sentence for ${place}.`);
    return shellWords[name];
  });
}

function contentsHtml(lessons) {
  return lessons.map(({ number, slug, title, summary }) =>
    `<li data-lesson="${slug}"><a href="#${slug}"><span class="number">${pad(number)}</span> ${escapeHtml(title)}</a>`
    + `<p class="about">${escapeHtml(summary)}</p><p class="progress needs-script"></p></li>`).join('\n');
}

/// A lesson's text, as web/page/texts.js fetches it: in an element with the lesson's id, by which it's known.
export const textHtml = (lesson, lessons) => `<div id="${lesson.slug}">\n${bodyHtml(lesson, lessons)}</div>\n`;

function articleHtml(lesson, i, lessons) {
  const { number, slug, title, summary, predictions = [], was = [], exercise } = lesson;
  const coming = `<p class="coming" data-text="texts/${slug}.html"><a href="${slug}/">${say.ownPage}</a></p>\n`;
  return `<article class="lesson" id="${slug}" data-number="${pad(number)}" data-predictions="${predictions.length}"${exercise ? ' data-exercise' : ''}${was.length ? ` data-was="${was.join(' ')}"` : ''} aria-labelledby="${slug}--title">
<p class="kicker">${say.lesson(number)}</p>
<h1 id="${slug}--title" tabindex="-1">${escapeHtml(title)}</h1>
<p class="summary">${escapeHtml(summary)}</p>
${i === 0 ? toGlossary(bodyHtml(lesson, lessons)) : coming}</article>`;
}

/// Without JavaScript, terms lead to the glossary's own page; glossary.js has them lead to the one here.
const toGlossary = (html) => html.replaceAll('href="#term-', 'href="glossary/#term-');

function withExercise(lesson) {
  const { html, exercise, exercises = new Map() } = lesson;
  const named = [...exercises].reduce((page, [name, each]) => page.replace(exercisePlace(name), () => exerciseHtml(lesson, each, name)), html);
  const section = exerciseHtml(lesson, exercise);
  return named.includes(exercisePlace()) ? named.replace(exercisePlace(), () => section) : named + section;
}

const wordsAMinute = 180;

/// What comes before a lesson's text: how long it takes to read, and what to know. `link` makes a link to a lesson.
export function beforeHtml({ html, after = [] }, lessons, link = linkTo) {
  const prose = html.replace(/<pre[^]*?<\/pre>/g, ' ').replace(/<[^>]*>/g, ' ');
  const minutes = Math.ceil(prose.split(/\s+/).filter(Boolean).length / wordsAMinute);
  const known = lessons.filter(({ slug }) => after.includes(slug)).map(link);
  return `<p class="before">${say.takes(minutes)} ${known.length ? say.knowFirst(known.join(' · ')) : say.noneNeeded}</p>\n`;
}

/// Which lessons it leads to directly, if there are more than the next one.
export function nextHtml(lesson, lessons, link = linkTo) {
  const direct = directlyBefore(lessons.map(({ slug, after = [] }) => ({ id: slug, after })));
  const others = lessons.filter(({ slug, number }) => direct.get(slug).includes(lesson.slug) && number !== lesson.number + 1).map(link);
  return others.length ? `<p class="where-next">${say.whereNext(others.join(' · '))}</p>\n` : '';
}

const linkTo = ({ slug, number, title }) => `<a href="#${slug}">${number} ${escapeHtml(title)}</a>`;

function bodyHtml(lesson, lessons) {
  const i = lessons.indexOf(lesson);
  const beside = [[lessons[i - 1], 'prev', say.previous], [lessons[i + 1], 'next', say.next]].filter(([other]) => other)
    .map(([other, rel, label]) => `<a rel="${rel}" href="#${other.slug}">${escapeHtml(label(other.title))}</a>`);
  const footer = beside.length ? `<footer class="beside">\n${beside.join('\n')}\n</footer>\n` : '';
  return `${beforeHtml(lesson, lessons)}${withExercise(lesson)}${nextHtml(lesson, lessons)}${footer}`;
}

/// The glossary's entries. `link(slug, place)` is the address of a place in a lesson.
export function entriesHtml(glossary, lessons, link = (slug, place) => `#${place}`) {
  const entries = glossary.map((entry) => {
    const uses = lessons.filter(({ terms }) => terms?.includes(entry)).map(({ slug, number, title }) =>
      `<a href="${link(slug, useId(slug, entry))}" title="${escapeHtml(title)}">${pad(number)}</a>`);
    const back = uses.length ? `<dd class="back">${say.usedIn(uses.length)} ${uses.join(' ')}</dd>` : '';
    const example = entry.example && `<pre class="code"><code>${escapeHtml(entry.example)}</code></pre>`;
    return `<div><dt id="${entry.id}">${escapeHtml(entry.term)}</dt><dd>${entry.html}${example}</dd>${back}</div>`;
  });
  return `<dl>\n${entries.join('\n')}\n</dl>\n`;
}

/// The same as web/page/texts.js fetches it.
export const glossaryHtml = (glossary, lessons) => `<div id="glossary">\n${entriesHtml(glossary, lessons)}</div>\n`;

function pad(number) {
  return String(number).padStart(2, '0');
}

function tame(html) {
  return html.replace(/^(\s*)#/gm, '$1&#35;').replaceAll('{{{', '{&#123;{');
}

/// Older Emscriptens pass the file through programs that take the locale's encoding.
function ascii(html) {
  return html.replace(/[^\x00-\x7f]/gu, (c) => `&#${c.codePointAt(0)};`);
}
