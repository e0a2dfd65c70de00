// Files of the lessons that may be there in other languages: lesson.de.md beside lesson.md.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { code } from '#words/language.js';
import { LessonError } from './error.mjs';

/// The name of a file in the language that's built, or its own name if there's none. `language` is for tests.
export function translated(folder, name, language = code) {
  const other = name.replace(/\.md$/, `.${language}.md`);
  return existsSync(join(folder, other)) ? other : name;
}

/// Keys of front matter that a translation has in its own words. `choices` aren't: they're values of the program.
const words = new Set(['title', 'summary', 'label', 'help', 'unit', 'why', 'question', 'task', 'hints', 'hint', 'says', 'line', 'file', 'body', 'bodyLine']);
const shapeOf = (data) => JSON.stringify(data, (key, value) => (words.has(key) ? undefined : value));

/// Fails unless a translation's front matter declares the same as the original's, but for words.
export function checkTranslation(original, translation, file) {
  for (const key of Object.keys(original)) {
    if (shapeOf({ [key]: original[key] }) === shapeOf({ [key]: translation[key] })) continue;
    throw new LessonError(file, 1, `'${key}' isn't the same as in the original: a translation changes only words.`);
  }
}
