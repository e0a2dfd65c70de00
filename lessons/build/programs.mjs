// The programs of a lesson: lesson.py and lesson.cpp, or, if a choice has `files`, those of each value. A program has the
// parameters that it has as constants; the others make no difference to it.

import { LessonError } from './error.mjs';
import { checkConstants, checkMarks, readListing } from './listing.mjs';

/// The file's name without its ending, for settings `{ name: value }`.
export function fileAt(parameters, set = {}) {
  const choice = parameters.find(({ files }) => files);
  return choice ? choice.files[choice.choices.indexOf(set[choice.name] ?? choice.default)] : 'lesson';
}

/// The settings without those that this program in Python doesn't have.
export function settingsOf(source, parameters, set) {
  if (!parameters.some(({ files }) => files)) return set;
  return Object.fromEntries(Object.entries(set).filter(([name]) => new RegExp(`^${name} = `, 'm').test(source)));
}

/// The namespace of a program in C++, within its lesson's; '' for lesson.cpp.
export const namespaceOf = (file) => (file === 'lesson' ? '' : file.split('/').at(-1).replace(/^\d\d-/, '').replaceAll('-', '_'));

/// Reads and checks the programs: `{ choice, file, python, cpp, source }` each. `read` gives a file's text, `name` how it's
/// called in messages.
export function readPrograms(parameters, read, name) {
  const chooser = parameters.find(({ files }) => files);
  const programs = (chooser?.files ?? ['lesson']).map((file, i) => {
    const [py, cpp] = [`${file}.py`, `${file}.cpp`];
    const source = read(py);
    const program = {
      choice: chooser?.choices[i] ?? '', file, source,
      python: readListing(source, 'python', name(py)), cpp: readListing(read(cpp), 'cpp', name(cpp)),
    };
    checkMarks(program.python, program.cpp);
    const has = ({ name: constant }) => new RegExp(`^${constant} = `, 'm').test(source);
    checkConstants(program.python, parameters.filter((p) => p !== chooser && (!chooser || has(p))));
    return program;
  });
  const unused = parameters.find((p) => p !== chooser && !programs.some(({ source }) => new RegExp(`^${p.name} = `, 'm').test(source)));
  if (unused) throw new LessonError(name('lesson.py'), 1, `there is no line '${unused.name} = …' at module level, in any program.`);
  return programs;
}
