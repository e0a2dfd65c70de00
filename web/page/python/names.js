// The names that the editor completes, each with a line of explanation: the public names of asyncio in
// CPython 3.14, and modules of the standard library that a learner's program imports. If the glossary has the
// term, the line is a shorter version of the glossary's.

import { names as listed } from '#words/names.js';

/// [{ name, says, kind }], in alphabetical order within each kind.
export const names = Object.entries(listed).flatMap(([kind, entries]) => Object.entries(entries)
  .map(([name, says]) => ({ name, says, kind })));
