// A lesson's exercise as a section of its article. What the page needs for it comes with the code that's fetched when the
// learner starts one (web/page/exercise/exercise.js), by `data-slug`.

import { escapeHtml } from './listing.mjs';
import { renderMarkdownText } from './markdown.mjs';
import * as say from '#words/lessons.js';

const idOf = (slug, name) => `${slug}--exercise${name && `-${name}`}`;

/// What the page needs of each exercise, by `data-slug`.
export function exercisesJson(lessons) {
  const needed = ({ title, kind, must, hints, start, given, rest, solution, run, settings, mended, guilty }) => (
    { title, kind, must, hints, start, given, rest, solution, run, settings, mended, guilty });
  return Object.fromEntries(lessons.flatMap(({ slug, exercise, exercises }) => [
    ...(exercise ? [[slug, needed(exercise)]] : []), ...[...exercises].map(([name, each]) => [idOf(slug, name), needed(each)]),
  ]));
}

/// One with a `name` is smaller, and isn't what the lesson's progress counts.
export function exerciseHtml({ slug }, exercise, name = '') {
  if (!exercise) return '';
  const { title, kind, task, line, file } = exercise;
  const id = idOf(slug, name);
  const heading = name ? 'h3' : 'h2';
  return `<section class="exercise${name && ' named'}" data-slug="${name ? id : slug}" aria-labelledby="${id}">
<p class="kicker">${say.exercise}</p>
<${heading} id="${id}">${escapeHtml(title)}</${heading}>
${renderMarkdownText({ file, line, text: task })}<p class="hint">${say.exerciseNeeds[kind]}</p>
<p class="actions needs-script"><button type="button" class="button start">${say.start}</button></p>
</section>
`;
}
