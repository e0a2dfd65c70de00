// The header of the pages beside the tutorial: the ways into its contents, its search and the playground, as links, and
// the button for light or dark, which its script shows. What's drawn in it is what the tutorial's own header has.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { code } from '#words/language.js';
import * as shell from '#words/shell.js';
import * as say from '#words/site.js';

const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
const magnifier = '<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></svg>';

/// `page` is shell.html, `root` the tutorial's address.
export function headerHtml(page, root) {
  const drawn = (pattern) => pattern.exec(page)[1];
  const mark = drawn(/(<svg class="mark".*?<\/svg>)/);
  const link = (id, icon, words) => `<a class="way" id="${id}-open" href="${root}#${id}">${icon}<span>${words}</span></a>`;
  return `<header class="top"><div class="bar">
  <a class="brand" href="${root}">${mark}<span>Interleave</span></a>
  <nav class="ways" aria-label="${say.tutorial}">
    ${link('page-contents', drawn(/id="page-contents-open"[^>]*>(<svg.*?<\/svg>)/), shell.contents)}
    ${link('page-search', magnifier, say.search)}
    ${link('playground', drawn(/href="#playground"[^>]*>(<svg.*?<\/svg>)/), shell.playground)}
  </nav>
  <div class="tools"><button class="tool" id="page-scheme" type="button" hidden>${drawn(/id="page-scheme"[^>]*>(<svg.*?<\/svg>)/)}</button></div>
</div></header>`;
}

/// A script of a page beside the tutorial, in web/page/beside/, and what it imports.
export const besideScript = (name) => buildSync({
  entryPoints: [join(top, 'web/page/beside', name)], bundle: true, minify: true, write: false, target: 'es2020', format: 'iife', conditions: [code, 'module'],
}).outputFiles[0].text.trim();
