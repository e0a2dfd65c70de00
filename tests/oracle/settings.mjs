// The settings at which a lesson is compared with CPython, and the marks at which it pauses.
// A setting is `{ set: { name: value }, seed }`; what it leaves out is at its default.

/// Each choice and each switch at each of its values, the rest at their defaults; in each of a lesson's programs.
export function variantSettings(parameters) {
  const chooser = parameters.find(({ files }) => files);
  const each = parameters.flatMap(({ name, type, choices }) => {
    const values = type === 'choice' ? choices : type === 'switch' ? [false, true] : [];
    return values.map((value) => ({ set: { [name]: value } }));
  });
  if (!chooser) return each;
  const others = each.filter(({ set }) => !(chooser.name in set));
  return [...each, ...chooser.choices.flatMap((choice) => others.map(({ set }) => ({ set: { [chooser.name]: choice, ...set } })))];
}

export function presetSettings(presets = []) {
  return presets.map(({ set }) => {
    // A preset may set the seed too, which is no constant of the program.
    const { seed, ...rest } = set;
    return { set: rest, ...(seed === undefined ? {} : { seed }) };
  });
}

/// `count` settings within the parameters' ranges, numbers on the grid of their steps. The
/// same word gives the same settings: a failure can be had again.
export function randomSettings(parameters, count, word) {
  const random = generator(word);
  const below = (n) => Math.floor(random() * n);
  return Array.from({ length: count }, () => ({
    set: Object.fromEntries(parameters.map((parameter) => [parameter.name, randomValue(parameter, below)])),
    seed: below(1000) + 1,
  }));
}

function randomValue({ type, min, max, step, choices }, below) {
  if (type === 'switch') return below(2) === 1;
  if (type === 'choice') return choices[below(choices.length)];
  const grid = step ?? (type === 'integer' ? 1 : 0.1);
  const steps = Math.floor((max - min) / grid + 1e-9);
  const decimals = Math.max(...[min, grid].map((number) => (String(number).split('.')[1] ?? '').length));
  return Number((min + grid * below(steps + 1)).toFixed(decimals));
}

/// A small generator of numbers in [0, 1), begun with a word (mulberry32 over FNV-1a).
function generator(word) {
  let state = [...word].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/// For each step in `records` (run with --switches --lines), in order: its time, its task and
/// the mark of the line at which it left its coroutine standing. A step that ends its task, or
/// leaves it at a line without a mark, has none.
export function markedSteps(records, source) {
  const list = Array.isArray(records) ? records : records.split('\n').filter(Boolean);
  const marks = source.split('\n').map((line) => /\s(?:#|\/\/): ([a-z0-9-]+)\s*$/.exec(line)?.[1]);
  const steps = [];
  const running = new Map(); // a task's step whose end is still to come
  for (const record of list) {
    const [time, kind, task, line] = record.split(' ');
    if (kind === 'step') {
      running.set(task, steps.length);
      steps.push(`${time} ${task}`);
    } else if (kind === 'line') {
      steps[running.get(task)] += ` ${marks[Number(line) - 1] ?? ''}`.trimEnd();
    } else if (!['create', 'cancel', 'done', 'cancelled', 'failed'].includes(kind) && !kind.startsWith('task=')) {
      steps.push(record); // a failure of the runner isn't to be overlooked
    }
  }
  return steps;
}
