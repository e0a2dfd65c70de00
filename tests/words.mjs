// The catalogue of a language, for tests: its parts, their texts, and what's the same in every language.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../web/words', import.meta.url));

/// A Map from each part's name to its exports.
export async function readWords(language) {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.js')).sort();
  return new Map(await Promise.all(files.map(async (file) => [file.slice(0, -3), { ...await import(pathToFileURL(join(folder, language, file))) }])));
}

/// All texts of a part; a function's with its values' names in place of them, for one and for several.
export function textsOf(words) {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [...new Set([(name) => `‹${name}›`, () => 1, () => 3].flatMap((make) => called(words, make)))];
  return Object.values(words).flatMap(textsOf);
}

/// What a function of the catalogue says of values that `make(name)` makes: nothing, if it can't take such values.
function called(words, make) {
  const [, inside] = /^\(?([^)=]*?)\)? =>/.exec(String(words));
  const names = inside.replace(/[{}]/g, '').split(',').map((name) => name.trim()).filter(Boolean);
  try {
    return [inside.startsWith('{') ? words(Object.fromEntries(names.map((name) => [name, make(name)])))
      : words(...names.map((name) => (name === 'but' ? [make(name)] : make(name))))];
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

/// The names of a part, and what kind of thing each is: a text, a function of so many values, or a group.
export function shapeOf(words) {
  if (typeof words === 'string') return 'text';
  if (typeof words === 'function') return `${words.length} values`;
  return Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, shapeOf(each)]));
}
