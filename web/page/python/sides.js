// One program, or two that are compared, in the panel's terms: a parameter chooses which of the two plays,
// and a constant that both have is a single parameter.

import * as say from '#words/playground.js';

export const choice = 'program';  // the name of that parameter

/// The parameters for `[{ name, constants }]`, one program or two.
export function parametersOf(sides) {
  const all = sides.flatMap(({ constants }) => constants);
  if (sides.length === 1) return all;
  const choices = sides.map(({ name }) => name);
  const once = all.filter(({ name }, i) => name !== choice && all.findIndex((each) => each.name === name) === i);
  return [{ name: choice, help: say.whichPlays, type: 'choice', value: choices[0], min: 0, max: 1, step: 1, unit: '', choices }, ...once];
}

/// The index of the program that the settings choose.
export const chosen = (sides, set) => (sides.length === 1 ? 0 : sides.findIndex(({ name }) => name === set[choice]));

/// The settings for one of the programs. Two programs keep the values in their own texts until the reader
/// sets another one, so that a text with a changed constant behaves differently.
export function setFor(sides, which, set) {
  if (sides.length === 1) return set;
  const shown = new Map(parametersOf(sides).map((each) => [each.name, each]));
  const own = sides[which].constants.filter(({ name }) => name !== choice && set[name] !== shown.get(name).value);
  return Object.fromEntries(own.filter((each) => takes(each, shown.get(each.name), set[each.name])).map(({ name }) => [name, set[name]]));
}

/// Whether a constant accepts the value of the parameter of its name, which may come from the other program.
const takes = ({ type, choices }, shown, value) => (type === shown.type ? type !== 'choice' || choices.includes(value)
  : type === 'number' && shown.type === 'integer');

/// Their question to the reader, as `{ prompt }`; `asking` maps waiting programs to their prompts.
export function questionOf(sides, asking) {
  if (asking.size === 0) return null;
  const prompts = new Set(asking.values());
  if (asking.size === sides.length && prompts.size === 1) return { prompt: [...prompts][0] };
  return { prompt: [...asking].sort().map(([which, prompt]) => say.inProgram(sides[which].name, prompt || say.anAnswer)).join(' ') };
}
