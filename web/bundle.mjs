// Makes one file of a script of the page and all that it imports, in the language that Node's --conditions names:
//   node --conditions=en web/bundle.mjs web/page/app.js build/web/app.js [--format=esm] [--alias:NAME=FILE]
// A sentence of the catalogue without values is put where it's said, which costs less than a name for it.

import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { code } from '#words/language.js';

const imported = /^import \* as say from '(#words\/[\w-]+\.js)';$/m;

/// What `say.name` or `say.group.name` is in a part of the catalogue, as source, if it's a text.
export function inlined(source, part) {
  return source.replace(/\bsay((?:\.\w+)+)\b(?!\()/g, (whole, path) => {
    const value = path.slice(1).split('.').reduce((inside, name) => inside?.[name], part);
    if (value === undefined) throw new Error(`there is no ${whole} in the catalogue.`);
    return typeof value === 'string' ? JSON.stringify(value) : whole;
  });
}

const sentences = {
  name: 'sentences',
  setup({ onLoad }) {
    onLoad({ filter: /\/web\/page\/.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [, name] = imported.exec(source) ?? [];
      return { contents: name ? inlined(source, await import(name)) : source };
    });
  },
};

/// Options are those of esbuild's command line.
export async function bundle(from, to, words = []) {
  const options = words.map((word) => /^--(\w+)[=:](.*)$/.exec(word).slice(1));
  const alias = Object.fromEntries(options.filter(([name]) => name === 'alias').map(([, pair]) => pair.split('=')));
  await build({
    entryPoints: [from], outfile: to, bundle: true, minify: true, target: 'es2020', logLevel: 'warning', plugins: [sentences],
    conditions: [code, 'module'], alias, format: options.find(([name]) => name === 'format')?.[1],
  });
}

if (process.argv[1]?.endsWith('bundle.mjs')) await bundle(process.argv[2], process.argv[3], process.argv.slice(4));
