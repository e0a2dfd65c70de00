// What the page about the site says: what it is, its licence, where its source is, what it carries, and in which
// versions. All of it is read from where it's decided.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../../lessons/build/listing.mjs';

/// `source` is the address of the sources, or ''; `commit` theirs, or ''.
export function aboutHtml({ top, source, commit }) {
  const read = (path) => readFileSync(join(top, path), 'utf8');
  const { version, license, devDependencies: packages } = JSON.parse(read('package.json'));
  const [, imgui] = /^version=(.*)$/m.exec(read('cmake/imgui.sh'));
  const compiler = existsSync(join(top, 'build/wasm/compiler.txt')) ? read('build/wasm/compiler.txt').trim().split('\n').pop().replaceAll('"', '') : '';
  const python = /^\d(\d\d)/.exec(packages.pyodide)?.[1];  // Pyodide 314 carries CPython 3.14
  const licence = escapeHtml(read('LICENSE').trim().split('\n\n').map((part) => part.replaceAll('\n', ' ')).join('\n\n'));
  const carried = [
    ['Dear ImGui', imgui, 'MIT', 'draws the panel'],
    ['Emscripten', compiler, 'MIT', 'compiled the panel and the event loop to WebAssembly'],
    ['Pyodide', packages.pyodide, 'MPL 2.0', 'runs your own programs'],
    ['CPython', `3.${python}`, 'PSF', 'comes with Pyodide'],
    ['CodeMirror', packages['@codemirror/view'], 'MIT', 'is the editor'],
    ['Inter', '', 'SIL Open Font License 1.1', 'is the font of the text; the site carries a subset'],
    ['JetBrains Mono', '', 'SIL Open Font License 1.1', 'is the font of the programs; the site carries a subset'],
  ];
  const sourceWords = [
    `Version ${version}${commit ? `, built from commit <code>${escapeHtml(commit)}</code>` : ''}.`,
    source ? `Its source is at <a href="${escapeHtml(source)}">${escapeHtml(source.replace(/^https?:\/\//, ''))}</a>.` : 'This copy doesn’t say where its source is published.',
  ];
  return `<h1>About Interleave</h1>
<p class="summary">An interactive tutorial on asynchronous programming in Python that runs wholly in your browser.</p>
<p>The programs are Python’s asyncio; in the lessons their twins run, in C++, on an event loop that does what CPython’s does, callback for callback. In the playground it’s CPython itself. The page sets no cookie, asks no other host for anything, and sends nothing about you anywhere: what it remembers (your progress, your programs) stays in this browser. A link that you share holds what you see after its #, which isn’t sent to any server.</p>
<h2>Version and source</h2>
<p>${sourceWords.join(' ')}</p>
<h2>Licence</h2>
<p>${escapeHtml(license)}:</p>
<pre class="code licence"><code>${licence}</code></pre>
<h2>What it carries</h2>
<ul>
${carried.map(([what, which, terms, does]) => `<li><strong>${what}</strong>${which ? ` ${escapeHtml(which)}` : ''} (${terms}) ${does}.</li>`).join('\n')}
</ul>
<p><a href="../">To the tutorial</a></p>`;
}
