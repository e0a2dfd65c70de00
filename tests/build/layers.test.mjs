// What ARCHITECTURE.md says of boundaries, held against the sources: the #include lines, and who else knows a name that
// belongs to one place.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

// Where things are. A folder that isn't there makes its test fail.
const panel = /^web\/panel\//;
const seams = /^web\/((main|export)\.cpp|panel\/(screen|gl_queries|number_reading)\.[ch]pp)$/;  // to the browser and to OpenGL
const engine = /^web\/(main\.cpp|page\/engine\.js)$/;                   // between the page's JavaScript and the module
const exporter = /^web\/(export\.cpp|page\/export\/engine\.js)$/;       // the same for the module that makes files
const themes = /^web\/(panel\/theme\.cpp|page\/theme\.css)$/;

/// [{ file, text }] for the files under a folder whose names match.
function sources(folder, names) {
  const found = readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ file: path.slice(top.length).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
  assert.ok(found.length > 0, `there is nothing in ${folder}`);
  return found;
}

const cpp = /\.[ch]pp$/;

function refuse(folder, pattern, except = /^$/) {
  const wrong = sources(folder, cpp).filter(({ file }) => !except.test(file)).flatMap(({ file, text }) => (
    [...text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map(([, included]) => included)
      .filter((included) => pattern.test(included)).map((included) => `${file} includes ${included}`)));
  assert.deepEqual(wrong, []);
}

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/// Only files that `home` names may say what `pattern` matches, and they do.
function belongs(files, pattern, home) {
  const saying = files.flatMap(({ file, text }) => [...withoutComments(text).matchAll(pattern)].map(([said]) => ({ file, said: said.trim() })));
  assert.deepEqual(saying.filter(({ file }) => !home.test(file)).map(({ file, said }) => `${file}: ${said}`), []);
  assert.ok(saying.length > 0, 'the pattern matches nothing, not even in its home');
}

// --- Which way dependencies point -----------------------------------------------------------------

test('core includes no ImGui, no Emscripten, no lesson and no page', () => {
  refuse('core', /^(imgui|emscripten|GLES|lessons\/|web\/)/);
});

test('aio includes nothing but itself and the standard library', () => {
  refuse('core/aio', /^(?!aio\/).*[/.]/);
});

test('trace sees aio only through its observer', () => {
  refuse('core/trace', /^aio\/(?!observer\.hpp$)/);
});

test('lessons include no ImGui, no Emscripten and no page', () => {
  refuse('lessons', /^(imgui|emscripten|GLES|web\/)/);
});

test('the session and the layout include no ImGui, no Emscripten and no panel', () => {
  refuse('web', /^(imgui|emscripten|GLES|web\/panel\/)/, /^web\/(panel\/|preview\/|(main|export)\.cpp$)/);
});

// --- What belongs to one place --------------------------------------------------------------------

test('only the screen, its answers to OpenGL’s queries, main.cpp and export.cpp use OpenGL or Emscripten', () => {
  const files = ['core', 'lessons', 'web'].flatMap((folder) => sources(folder, cpp));
  belongs(files, /\b(emscripten\w*|EMSCRIPTEN\w*|__EMSCRIPTEN__|EM_[A-Z_]+|GLES\d|GL_[A-Z_]+|gl[A-Z]\w*(?=\s*\()|imgui_impl_\w+)/g, seams);
});

test('only engine.js and main.cpp use the functions that the page calls', () => {
  belongs(sources('web', /\.([ch]pp|js|mjs)$/), /\b_?il_\w+/g, engine);
});

test('only the export module and its engine.js use the functions between them', () => {
  belongs(sources('web', /\.([ch]pp|js|mjs)$/), /\b_?ix_\w+/g, exporter);
});

test('panels read a session, and change it only through the intents that they return and control.cpp carries out', () => {
  const changed = sources('web', cpp).filter(({ file }) => panel.test(file) && !/\/control\.[ch]pp$/.test(file))
    .flatMap(({ file, text }) => [...withoutComments(text).matchAll(/(const\s+)?(?:web::)?\bsession\s*[&*]/g)]
      .map(([said, constant]) => ({ file, said, constant })));
  assert.ok(changed.length > 0, 'panels are given no session');
  assert.deepEqual(changed.filter(({ constant }) => !constant).map(({ file, said }) => `${file}: ${said}`), []);
});

// Black and white are no colours of the theme: paper, what is dimmed behind a dialog, ink on a task's colour.
test('colours are declared only in theme.cpp and theme.css', () => {
  const colour = /#(?!(?:0{3,8}|f{3,8})\b)[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\((?!0 0 0\b)[^)]*\)|\bIM_COL32\(|\bImColor\(|\bImVec4[({]\s*\d|\b0x[0-9a-f]{8}\b/gi;
  const files = [...sources('web', /\.([ch]pp|js|css)$/)]
    .map(({ file, text }) => ({ file, text: text.replace(/#[\w-]+(?=[^;{}]*\{)/g, '') }));  // selectors by id
  belongs(files, colour, themes);
});
