// ARCHITECTURE.md's one-way dependencies, held against the #include lines.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

/// [{ file, included }] for every #include in the C++ files under a folder.
function includes(folder) {
  const found = [];
  const visit = (inside) => {
    for (const entry of readdirSync(join(top, inside), { withFileTypes: true })) {
      const file = `${inside}/${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else if (/\.[ch]pp$/.test(entry.name)) {
        const text = readFileSync(join(top, file), 'utf8');
        for (const [, included] of text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)) {
          found.push({ file, included });
        }
      }
    }
  };
  if (existsSync(join(top, folder))) visit(folder);
  return found;
}

function refuse(folder, pattern, except = () => false) {
  const wrong = includes(folder).filter((include) => pattern.test(include.included) && !except(include));
  assert.deepEqual(wrong.map(({ file, included }) => `${file} includes ${included}`), []);
}

test('core knows no ImGui, no Emscripten, no lesson and no page', () => {
  refuse('core', /^(imgui|emscripten|GLES|lessons\/|web\/)/);
});

test('aio does not know that it is traced', () => {
  refuse('core/aio', /^(trace|script)\//);
});

test('trace sees aio only through its observer', () => {
  refuse('core/trace', /^aio\/(?!observer\.hpp$)/);
});

test('lessons know no ImGui, no Emscripten and no page', () => {
  refuse('lessons', /^(imgui|emscripten|GLES|web\/)/);
});

test('the session and the layout know no ImGui and no Emscripten', () => {
  const drawn = ({ file }) => file.startsWith('web/panel/') || file === 'web/main.cpp';
  refuse('web', /^(imgui|emscripten|GLES)/, drawn);
});
