// The page of questions that people ask, with a link each to the scene that shows the answer.

import { escapeHtml } from '../../lessons/build/listing.mjs';
import * as say from '#words/site.js';

/// Words in which a heading's Markdown is left out.
const plain = (heading) => escapeHtml(heading.replace(/[`*]/g, ''));

/// `questions` come from lessons/build/questions.mjs. `data-asks` are the words by which the search finds
/// them too, and `.seen` is for the note that's shown beside the scene (web/page/answer.js).
export function questionsHtml(questions) {
  const one = ({ question, id, asks, scene, seenHtml, lessons, html }) => `<section class="question" data-asks="${escapeHtml(asks.join('; '))}">
<h2 id="${id}">${escapeHtml(question)}</h2>
<p>${html.replaceAll('href="#', 'href="../#')}</p>
<p class="seen" hidden>${seenHtml}</p>
<p class="scene"><a class="button primary" href="../${escapeHtml(scene.href)}">${escapeHtml(scene.label)}</a></p>
<p class="places">${say.explainedIn(lessons.map(({ lesson, heading, href }) => `<a href="../${href}">${lesson.number} ${escapeHtml(lesson.title)}: ${plain(heading)}</a>`).join(' · '))}</p>
</section>`;
  return `<h1>${say.questions}</h1>
<p class="summary">${say.questionsWords}</p>
<ol class="asked">
${questions.map(({ question, id }) => `<li><a href="#${id}">${escapeHtml(question)}</a></li>`).join('\n')}
</ol>
${questions.map(one).join('\n')}`;
}
