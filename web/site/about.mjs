// What the page about the site says: what it is, its licence, where its source is, what it carries, and in which
// versions. All of it is read from where it's decided.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../../lessons/build/listing.mjs';
import * as say from '#words/site.js';

/// `source` is the address of the sources, or ''; `commit` theirs, or ''.
export function aboutHtml({ top, source, commit }) {
  const read = (path) => readFileSync(join(top, path), 'utf8');
  const { version, license, devDependencies: packages } = JSON.parse(read('package.json'));
  const [, imgui] = /^version=(.*)$/m.exec(read('cmake/imgui.sh'));
  const compiler = existsSync(join(top, 'build/wasm/compiler.txt')) ? read('build/wasm/compiler.txt').trim().split('\n').pop().replaceAll('"', '') : '';
  const python = /^\d(\d\d)/.exec(packages.pyodide)?.[1];  // Pyodide 314 carries CPython 3.14
  const licence = escapeHtml(read('LICENSE').trim().split('\n\n').map((part) => part.replaceAll('\n', ' ')).join('\n\n'));
  const carried = [
    ['Dear ImGui', imgui, 'MIT', say.carried.imgui],
    ['Emscripten', compiler, 'MIT', say.carried.emscripten],
    ['Pyodide', packages.pyodide, 'MPL 2.0', say.carried.pyodide],
    ['CPython', `3.${python}`, 'PSF', say.carried.cpython],
    ['CodeMirror', packages['@codemirror/view'], 'MIT', say.carried.codemirror],
    ['Inter', '', 'SIL Open Font License 1.1', say.carried.inter],
    ['JetBrains Mono', '', 'SIL Open Font License 1.1', say.carried.jetbrains],
  ];
  const sourceWords = [
    commit ? say.versionOf(version, `<code>${escapeHtml(commit)}</code>`) : say.version(version),
    source ? say.sourceAt(`<a href="${escapeHtml(source)}">${escapeHtml(source.replace(/^https?:\/\//, ''))}</a>`) : say.noSource,
  ];
  return `<h1>${say.aboutTitle}</h1>
<p class="summary">${say.aboutIs}</p>
<p>${say.aboutWords}</p>
<h2>${say.versionTitle}</h2>
<p>${sourceWords.join(' ')}</p>
<h2>${say.licence}</h2>
<p>${escapeHtml(license)}:</p>
<pre class="code licence"><code>${licence}</code></pre>
<h2>${say.carries}</h2>
<ul>
${carried.map(([what, which, terms, does]) => `<li><strong>${what}</strong>${which ? ` ${escapeHtml(which)}` : ''} (${terms}) ${does}.</li>`).join('\n')}
</ul>
<p><a href="../">${say.toTutorial}</a></p>`;
}
