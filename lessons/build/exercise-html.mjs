// A lesson's exercises as sections of its article, and as the files that web/page/exercise-door.js fetches when the learner
// starts one, by `data-slug`.

import { toControl } from './controls.mjs';
import { escapeHtml } from './listing.mjs';
import { renderMarkdownText } from './markdown.mjs';
import * as say from '#words/lessons.js';

const idOf = (slug, name) => `${slug}--exercise${name && `-${name}`}`;

/// A lesson's exercises by `data-slug`. One with a name is smaller, and isn't what the lesson's progress counts.
export const exercisesOf = ({ slug, exercise, exercises = new Map() }) => [
  ...(exercise ? [[slug, exercise]] : []), ...[...exercises].map(([name, each]) => [idOf(slug, name), each]),
];

export function exerciseHtml({ slug, parameters }, exercise, name = '') {
  if (!exercise) return '';
  const { title, kind, task, line, file } = exercise;
  const id = idOf(slug, name);
  const heading = name ? 'h3' : 'h2';
  const needs = kind === 'goal' ? say.exerciseNeeds.goal(toControl(slug, parameters[0].name).map(([key, value]) => `${key}="${value}"`).join(' ')) : say.exerciseNeeds[kind];
  const at = name ? id : slug;
  return `<section class="exercise${name && ' named'}" data-slug="${at}" data-given="exercises/${at}.json" aria-labelledby="${id}">
<p class="kicker">${say.exercise}</p>
<${heading} id="${id}">${escapeHtml(title)}</${heading}>
${renderMarkdownText({ file, line, text: task })}<p class="hint">${needs}</p>
<p class="actions needs-script"><button type="button" class="button start">${say.start}</button></p>
</section>
`;
}

/// What the page needs for it: no example of a mistake, but what tells it and its hint.
export function exerciseJson({ wrong, task: _task, line: _line, file: _file, ...exercise }) {
  const mistakes = wrong.map(({ line, when, hint }) => ({ line, when, hint }));
  return `${JSON.stringify({ ...exercise, wrong: mistakes })}\n`;
}
