// A lesson's exercise as a section of its article, and as the file that web/page/exercise-door.js fetches when the learner
// starts.

import { escapeHtml } from './listing.mjs';
import { renderMarkdownText } from './markdown.mjs';
import * as say from '#words/lessons.js';

export function exerciseHtml({ slug, exercise }) {
  if (!exercise) return '';
  const { title, kind, task, line, file } = exercise;
  const id = `${slug}--exercise`;
  return `<section class="exercise" data-slug="${slug}" data-given="exercises/${slug}.json" aria-labelledby="${id}">
<p class="kicker">${say.exercise}</p>
<h2 id="${id}">${escapeHtml(title)}</h2>
${renderMarkdownText({ file, line, text: task })}<p class="hint">${say.exerciseNeeds[kind]}</p>
<p class="actions needs-script"><button type="button" class="button start">${say.start}</button></p>
</section>
`;
}

/// What the page needs for it: no example of a mistake, but what tells it and its hint.
export function exerciseJson({ title, kind, must, why, hints, wrong, start, given, rest, solution }) {
  const mistakes = wrong.map(({ line, when, hint }) => ({ line, when, hint }));
  return `${JSON.stringify({ title, kind, must, why, hints, wrong: mistakes, start, given, rest, solution })}\n`;
}
