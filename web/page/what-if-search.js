// Finds what breaks a program: tries its run with other delays until one fails, and then takes back all that isn't
// needed for that. The delays are the parameters that are seconds, each within its range, and each sleep of the
// first run, which may take longer. First each of them is changed by itself, then several at random.

import * as say from '#words/what-if.js';

const mostRuns = 3000;
const atOnce = 8;
const longerBy = [1, 0.5, 2, 0.1, 5, 0.2, 10, 0.05, 20, 0.01];        // from rough to fine, so that what is found is round
const cut = new Set(['time', 'memory']);                              // a run took too much of them
const rising = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];
const parts = [0, 8, 4, 2, 6, 1, 3, 5, 7].map((eighths) => eighths / 8);  // of a parameter's range

const round = (value) => Number(value.toFixed(6));
const inSeconds = (value) => say.seconds(Number.isInteger(round(value)) ? round(value).toFixed(1) : round(value));

/// Searches from the run that is shown. `state` is the page's; `wish` is what the reader wants of the output: `{ is,
/// text }`, where `is` is nothing, contains, lacks or last_line; a sleep may take up to `longer` seconds longer. A
/// generator: it yields runs to be tried, `{ until, runs: [{ values, seed, whatIf, sleeps }] }`, and takes what they
/// told, a list; see web/view/trial.hpp. It returns `{ tried, failure, unturned, changes, settings }`: why a run fails, or '';
/// how many sleeps were left as they are, since there are too many; what was changed for that, in words; and the settings, or null if none fails or if the first run fails already.
export function* search({ state, wish, longer }) {
  const { parameters, seed, seeded } = state;
  const given = state.what_if.text;
  let tried = 0;
  let until = 600;
  const result = (failure, turns = null) => ({
    tried, failure, unturned, changes: (turns ?? []).map(inWords), settings: turns && settingsOf(turns),
  });

  function* told(list, sleeps = false) {
    tried += list.length;
    return yield { until, runs: list.map((turns) => ({ ...settingsOf(turns), sleeps })) };
  }

  function settingsOf(turns) {
    const values = {};
    let by = seed;
    const done = given ? given.split('_') : [];
    let added = 0;
    for (const { knob, value } of turns) {
      if (knob.sleep) done.splice(knob.before + added++, 0, `delay-${knob.task}-after-${knob.after}-by-${value}`);
      else if (knob.seed) by = value;
      else values[knob.name] = value;
    }
    return { values, seed: by, whatIf: done.join('_') };
  }

  function inWords({ knob, value }) {
    if (knob.seed) return say.seedIs(value, seed);
    if (knob.sleep) return say.sleepsBy(knob.name, inSeconds(knob.time), inSeconds(value));
    return say.parameterIs(knob.label, inSeconds(value), inSeconds(knob.was));
  }

  let unturned = 0;
  const [first] = yield* told([[]], true);
  unturned = longer > 0 ? first.more_sleeps ?? 0 : 0;
  const wanted = wish.is === 'last_line' && !wish.text ? lastLine(first) : wish.text;
  const fault = (run) => faultOf(run, { is: wish.is, text: wanted, reports: first.reports, until });
  const already = first.ended || first.ending === 'input' ? fault(first) : '';
  if (already) return result(already);
  if (first.ended) until = 60 + 10 * first.time;

  const knobs = knobsOf(parameters, seeded && seed, first.sleeps, longer);
  let best = null;
  let failure = '';

  /// Tries these, and keeps the first that fails.
  function* fails(list) {
    const runs = yield* told(list);
    const at = runs.findIndex((run) => fault(run));
    if (at < 0) return false;
    [best, failure] = [list[at], fault(runs[at])];
    return true;
  }

  const candidates = eachAlone(knobs);
  for (let list; !best && tried < mostRuns && (list = several(candidates, atOnce)).length > 0;) yield* fails(list);
  const random = numbers();
  while (!best && knobs.length > 1 && tried < mostRuns) {
    yield* fails(Array.from({ length: atOnce }, () => someOf(knobs, random)));
  }
  if (!best) return result('');

  // Without what isn't needed.
  for (let i = 0; i < best.length && best.length > 1;) {
    if (!(yield* fails([best.filter((_, place) => place !== i)]))) i += 1;
  }
  // And as near as possible to how it was, by a round number.
  for (let i = 0; i < best.length; ++i) {
    const { knob, value } = best[i];
    if (knob.seed) continue;
    const far = Math.abs(value - knob.was);
    const nearer = rising.filter((by) => by < far && by >= knob.step)
      .map((by) => best.map((turn, place) => (place === i ? { knob, value: round(knob.was + (value < knob.was ? -by : by)) } : turn)));
    if (nearer.length > 0) yield* fails(nearer);
  }
  return result(failure, best);
}

const linesOf = ({ printed }) => printed.replace(/\n$/, '').split('\n');
const lastLine = (run) => linesOf(run).at(-1);

/// Why a run fails, as a sentence; '' if it doesn't.
function faultOf(run, { is, text, reports, until }) {
  if (run.ending === 'input') return say.asks;
  if (cut.has(run.ending)) return '';  // nobody knows how it would have gone on
  if (run.error) return say.fails(run.error, run.message);
  if (run.deadlock !== null) return say.hangs(inSeconds(run.deadlock));
  if (!run.ended) return say.noEnd(inSeconds(until));
  if (run.reports > reports) return say.warns(run.report);
  const has = linesOf(run).some((line) => line.includes(text));
  if (is === 'contains' && !has) return say.doesNotContain(text);
  if (is === 'lacks' && has) return say.contains(text);
  if (is === 'last_line' && lastLine(run) !== text) return say.lastLineIs(lastLine(run));
  return '';
}

/// What can be turned, and to which values, the roundest first. `seed` is false if it makes no difference.
function knobsOf(parameters, seed, sleeps, longer) {
  const delays = parameters.filter(({ type, unit }) => type === 'number' && unit === 's').map(({ name, label, start, min, max, step }) => {
    const grid = step || 0.1;
    const values = parts.map((part) => Math.min(max, round(min + Math.round(((max - min) * part) / grid) * grid)));
    return { name, label, was: start, step: grid, values: [...new Set(values)].filter((value) => value !== start) };
  });
  const seeds = seed === false ? [] : [{ seed: true, values: Array.from({ length: 40 }, (_, i) => i + 1).filter((each) => each !== seed) }];
  return [...delays, ...seeds, ...sleeps.map(([task, name, time, after, before]) => ({
    sleep: true, task, after, before, was: 0, step: 0, values: longerBy.filter((by) => by <= longer),
    name, time,
  }))].filter(({ values }) => values.length > 0);
}

/// Each knob by itself: first all of them at their first values.
function* eachAlone(knobs) {
  for (let i = 0; knobs.some(({ values }) => i < values.length); ++i) {
    for (const knob of knobs) if (i < knob.values.length) yield [{ knob, value: knob.values[i] }];
  }
}

/// The next values of a generator, at most `most`.
function several(generator, most) {
  const list = [];
  for (let next; list.length < most && !(next = generator.next()).done;) list.push(next.value);
  return list;
}

function someOf(knobs, random) {
  const share = 0.1 + 0.8 * random();
  return knobs.filter(() => random() < share)
    .map((knob) => ({ knob, value: knob.values[Math.floor(random() * knob.values.length)] }));
}

/// Numbers from 0 to 1, the same ones each time.
function numbers() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
