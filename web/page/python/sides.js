// One program, or two that are compared, as the panel takes them: a parameter chooses which of the two plays, and a
// constant that both have is one parameter.

export const choice = 'program';  // the name of that parameter

/// The parameters of `[{ name, constants }]`, one program or two.
export function parametersOf(sides) {
  const all = sides.flatMap(({ constants }) => constants);
  if (sides.length === 1) return all;
  const choices = sides.map(({ name }) => name);
  const once = all.filter(({ name }, i) => name !== choice && all.findIndex((each) => each.name === name) === i);
  return [{ name: choice, help: 'The program that plays.', type: 'choice', value: choices[0], min: 0, max: 1, step: 1, unit: '', choices }, ...once];
}

/// Which of them is chosen, by what is set.
export const chosen = (sides, set) => (sides.length === 1 ? 0 : sides.findIndex(({ name }) => name === set[choice]));

/// What of it is for one of them. Two programs keep the values that their own texts give until the reader sets another:
/// a text whose constant was changed is to be seen, too.
export function setFor(sides, which, set) {
  if (sides.length === 1) return set;
  const shown = new Map(parametersOf(sides).map((each) => [each.name, each]));
  const own = sides[which].constants.filter(({ name }) => name !== choice && set[name] !== shown.get(name).value);
  return Object.fromEntries(own.filter((each) => takes(each, shown.get(each.name), set[each.name])).map(({ name }) => [name, set[name]]));
}

/// Whether a constant takes the value of a parameter of its name, which may be the other program's.
const takes = ({ type, choices }, shown, value) => (type === shown.type ? type !== 'choice' || choices.includes(value)
  : type === 'number' && shown.type === 'integer');

/// What they ask their reader, as `{ prompt }`: `asking` is a map of those that wait to their prompts.
export function questionOf(sides, asking) {
  if (asking.size === 0) return null;
  const prompts = new Set(asking.values());
  if (asking.size === sides.length && prompts.size === 1) return { prompt: [...prompts][0] };
  return { prompt: [...asking].sort().map(([which, prompt]) => `In ‘${sides[which].name}’: ${prompt || 'your answer'}`).join(' ') };
}
