// A lesson's exercise as a section of its article. What the page needs for it comes along as JSON, which
// web/page/exercise-door.js reads when the learner starts.

import { toControl } from './controls.mjs';
import { escapeHtml } from './listing.mjs';
import { renderMarkdownText } from './markdown.mjs';
import * as say from '#words/lessons.js';

export function exerciseHtml({ slug, parameters, exercise }) {
  if (!exercise) return '';
  const { title, kind, task, line, file, must, hints, start, given, rest, solution } = exercise;
  const id = `${slug}--exercise`;
  const needs = kind === 'goal' ? say.exerciseNeeds.goal(toControl(slug, parameters[0].name).map(([name, value]) => `${name}="${value}"`).join(' ')) : say.exerciseNeeds[kind];
  const data = JSON.stringify({ title, kind, must, hints, start, given, rest, solution }).replace(/[<\x7f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<section class="exercise" data-slug="${slug}" aria-labelledby="${id}">
<p class="kicker">${say.exercise}</p>
<h2 id="${id}">${escapeHtml(title)}</h2>
${renderMarkdownText({ file, line, text: task })}<p class="hint">${needs}</p>
<p class="actions needs-script"><button type="button" class="button start">${say.start}</button></p>
<script type="application/json">${data}</script>
</section>
`;
}
