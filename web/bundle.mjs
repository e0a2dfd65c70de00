// Makes one file of a script of the page and all that it imports, in the language that Node's --conditions names:
//   node --conditions=en web/bundle.mjs web/page/app.js build/web/app.js [--format=esm] [--alias:NAME=FILE]
// A sentence of the catalogue is put where it's said, which costs less than a name and a function for it.

import { readFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { build } from 'esbuild';
import { code } from '#words/language.js';

const imported = /^import \* as say from '(#words\/[\w-]+\.js)';$/m;

/// The names in `say.name` or `say.group.name`, or null for anything else.
function pathOf({ type, object, property, computed }) {
  if (type !== 'MemberExpression' || computed) return null;
  if (object.type === 'Identifier') return object.name === 'say' ? [property.name] : null;
  return pathOf(object)?.concat(property.name) ?? null;
}

/// A function's template if all that it does is to fill its values in, each once: `{ values, pieces }`.
function templateOf(made) {
  const [, values, text] = /^\(([\w, ]*)\) => `([^`\\]*)`$/.exec(made) ?? [];
  const [first, ...rest] = text?.split(/\$\{(\w+)\}/) ?? [];
  const places = rest.filter((_, i) => i % 2 === 0);
  const names = values?.split(', ');
  const isFilling = names && !/\$\{/.test([first, ...rest].join('')) && [...places].sort().join() === [...names].sort().join();
  return isFilling ? { names, places, pieces: [first, ...rest.filter((_, i) => i % 2 === 1)] } : null;
}

/// A script of the page with the texts of `part` in place of their names, and their templates in place of calls.
export function inlined(source, part) {
  const render = (node, from, to) => {
    let out = '';
    let at = from;
    for (const [child, text] of replacements(node)) {
      out += source.slice(at, child.start) + text;
      at = child.end;
    }
    return out + source.slice(at, to);
  };

  /// What within a node is replaced, in order: `[node, text]`.
  function replacements(node) {
    if (!node || typeof node !== 'object') return [];
    if (Array.isArray(node)) return node.flatMap(replacements);
    const own = replaced(node);
    return own === null ? Object.values(node).flatMap(replacements).sort(([a], [b]) => a.start - b.start) : [[node, own]];
  }

  function replaced(node) {
    const isCall = node.type === 'CallExpression';
    const path = pathOf(isCall ? node.callee : node);
    if (!path) return null;
    const value = path.reduce((inside, name) => inside?.[name], part);
    if (value === undefined && path.length === 1) throw new Error(`there's no ${path[0]} in the catalogue.`);
    if (!isCall) return typeof value === 'string' || (typeof value === 'object' && path.length > 1) ? `(${JSON.stringify(value)})` : null;
    const template = templateOf(String(value));
    if (!template || template.names.length !== node.arguments.length || node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
    const given = new Map(template.names.map((name, i) => [name, render([node.arguments[i]], node.arguments[i].start, node.arguments[i].end)]));
    return `\`${template.pieces.map((piece, i) => (i === 0 ? piece : `\${${given.get(template.places[i - 1])}}${piece}`)).join('')}\``;
  }
  return render(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), 0, source.length);
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
