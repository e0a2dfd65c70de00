// Makes build/web/python: everything that the page's Python needs, fetched the first time it's needed.
//   node web/python.mjs FOLDER
// Pyodide's own files, its standard library reduced to what asyncio programs use and compiled (it starts
// three times as fast as from sources), the tracer, the worker, and the frame for it. sizes.json has the
// sizes.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { loadPyodide } from 'pyodide';
import { readLessons } from '../lessons/build/lessons.mjs';

const top = resolve(fileURLToPath(new URL('..', import.meta.url)));
const sources = join(top, 'web/page/python');
const pyodide = join(top, 'node_modules/pyodide');

const minified = (name) => transformSync(readFileSync(join(sources, name), 'utf8'), { minify: true, target: 'es2022' }).code.trim();

/// The frame's page. Its policy allows its one script and no other.
function framePage() {
  const script = minified('frame.js');
  const hash = createHash('sha256').update(script).digest('base64');
  return readFileSync(join(sources, 'frame.html'), 'utf8').replace('HASH', () => hash).replace('SCRIPT', () => script);
}

async function zips(folder) {
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
  python.FS.mkdirTree('/tracer/interleave');
  const tracer = join(top, 'python/interleave');
  for (const name of readdirSync(tracer).filter((file) => file.endsWith('.py'))) {
    python.FS.writeFile(`/tracer/interleave/${name}`, readFileSync(join(tracer, name)));
  }
  python.runPython(readFileSync(join(top, 'web/python_zips.py'), 'utf8'));
  for (const name of ['stdlib.zip', 'interleave.zip']) writeFileSync(join(folder, name), python.FS.readFile(`/${name}`));
}

/// The gallery: each program's docstring has its title, what it shows, and what to try.
function gallery() {
  return readdirSync(join(top, 'gallery')).filter((name) => name.endsWith('.py')).sort().map((name) => {
    const text = readFileSync(join(top, 'gallery', name), 'utf8');
    const [, title, says, tip] = /^"""(.+)\n\n([^]+?)\n\n(Try: [^]+?)\n"""\n\n/.exec(text) ?? [];
    if (!title) throw new Error(`gallery/${name} does not begin with a docstring of a title, two sentences and what to try.`);
    const oneLine = (words) => words.replaceAll('\n', ' ');
    return { slug: name.slice(0, -3), title, says: oneLine(says), tip: oneLine(tip), text };
  });
}

/// By lesson, the comments that say to the playground what its constants may be: `{ delay_1: '0..6 s: How long …' }`.
function ranges() {
  const commentOf = ({ type, min, max, unit, help }) => {
    if (type === 'choice') return null;  // the program's own comment says which
    if (type === 'switch') return help;
    return `${min}..${max}${unit ? ` ${unit}` : ''}: ${help}`;
  };
  const commentsOf = (parameters) => parameters.map((each) => [each.name, commentOf(each)]).filter(([, comment]) => comment);
  return Object.fromEntries(readLessons(join(top, 'lessons')).map(({ slug, parameters }) => [slug, Object.fromEntries(commentsOf(parameters))]));
}

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
for (const name of ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm']) copyFileSync(join(pyodide, name), join(folder, name));
await zips(folder);
writeFileSync(join(folder, 'gallery.json'), JSON.stringify(gallery()));
writeFileSync(join(folder, 'ranges.json'), JSON.stringify(ranges()));
writeFileSync(join(folder, 'worker.js'), minified('worker.js'));
writeFileSync(join(folder, 'frame.html'), framePage());
const sizes = Object.fromEntries(readdirSync(folder).filter((name) => name !== 'sizes.json')
  .sort().map((name) => [`python/${name}`, statSync(join(folder, name)).size]));
writeFileSync(join(folder, 'sizes.json'), JSON.stringify(sizes));
