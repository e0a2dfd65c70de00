// The cheat sheet: the lines of all lessons' `::: cheat` blocks, in the order of the course, on one sheet of paper. Each
// line's code leads to a run that shows it.

import { escapeHtml } from '../../lessons/build/listing.mjs';
import * as say from '#words/site.js';

/// The lines of a lesson: `[{ code, text, href }]`, in HTML.
export function cheatLines({ html, file }) {
  const [, list] = /<section class="cheat"[^]*?<ul>([^]*?)<\/ul>/.exec(html) ?? [];
  if (!list) throw new Error(`${file} has no lines for the cheat sheet.`);
  return [...list.matchAll(/<li>([^]*?)<\/li>/g)].map(([, item]) => {
    const plain = item.trim().replace(/<a class="term"[^>]*>([^]*?)<\/a>/g, '$1');
    const [, code, text, href] = /^(<code>[^]*?<\/code>): ([^]*) <a href="(#[^"]*)">[^<]+<\/a>$/.exec(plain) ?? [];
    if (!href) throw new Error(`${file}: a line of the cheat sheet is '\`code\`: words. [run](#lesson?settings "place")', not '${item}'.`);
    return { code, text: text.replace(/<a [^>]*>|<\/a>/g, ''), href };
  });
}

export function cheatSheetHtml(lessons) {
  const part = (lesson) => `<section>
<h2><a href="../#${lesson.slug}"><span class="number">${lesson.number}</span> ${escapeHtml(lesson.title)}</a></h2>
<ul>
${cheatLines(lesson).map(({ code, text, href }) => `<li><a href="../${href}">${code}</a> ${text}</li>`).join('\n')}
</ul>
</section>`;
  return `<h1>${say.cheatSheet}</h1>
<p class="summary">${say.cheatSheetWords}</p>
<div class="sheet">
${lessons.map(part).join('\n')}
</div>`;
}
