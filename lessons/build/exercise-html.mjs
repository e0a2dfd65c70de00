// A lesson's exercise as a section of its article. What the page needs for it comes along as JSON, which
// web/page/exercise-door.js reads when the learner starts.

import { escapeHtml } from './listing.mjs';
import { renderMarkdownText } from './markdown.mjs';
import * as say from '#words/lessons.js';

/// One with a `name` is smaller, and isn't what the lesson's progress counts.
export function exerciseHtml({ slug }, exercise, name = '') {
  if (!exercise) return '';
  const { title, kind, task, line, file, must, hints, start, given, rest, solution, settings, mended, guilty } = exercise;
  const id = `${slug}--exercise${name && `-${name}`}`;
  const heading = name ? 'h3' : 'h2';
  const data = JSON.stringify({ title, kind, must, hints, start, given, rest, solution, settings, mended, guilty }).replace(/[<\x7f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<section class="exercise${name && ' named'}" data-slug="${name ? id : slug}" aria-labelledby="${id}">
<p class="kicker">${say.exercise}</p>
<${heading} id="${id}">${escapeHtml(title)}</${heading}>
${renderMarkdownText({ file, line, text: task })}<p class="hint">${say.exerciseNeeds[kind]}</p>
<p class="actions needs-script"><button type="button" class="button start">${say.start}</button></p>
<script type="application/json">${data}</script>
</section>
`;
}
