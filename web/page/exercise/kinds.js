// The kinds of exercises. Each has `verb`, the button's label, `python`, whether it needs Python, `apart`, whether it shows
// runs that aren't the lesson's own, and `create(given, { slug, player, run, onChange })`, whose result has its `node`,
// `focus()`, `judge()` (a promise of the verdict, or of null if the learner has left in the meantime), `solve()`, which puts
// the solution in place of the answer and returns what puts the answer back, and `startOver()`, which puts back what the
// learner was given.

import { valueText } from '../address.js';
import { element } from '../dom.js';
import { createChoice } from './chosen.js';
import { judge, judgeLine } from './judge.js';
import { createOrdering } from './ordered.js';
import { createRepair } from './repaired.js';
import { createWriting } from './written.js';
import * as say from '#words/exercise.js';

const patience = 3000;  // milliseconds

export const kinds = {
  write: { verb: say.runAndCheck, python: true, apart: true, create: (given, to) => createWriting(given, { ...to, judged: byItsRun(given, to) }) },
  order: { verb: say.runAndCheck, python: true, apart: true, create: (given, to) => createOrdering(given, { ...to, judged: byItsRun(given, to) }) },
  line: {
    verb: say.check, apart: true,
    create: (given, to) => createChoice(given, { ...to, judged: (program, line) => judged(given.title, program, to, (summary) => judgeLine(given, line, summary)) }),
  },
  repair: { verb: say.check, create: (given, to) => createRepair(given, { ...to, laidOut: () => laidOut(to.player) }) },
  goal: { verb: say.check, create: createGoal },
};

const byItsRun = (given, to) => (program) => judged(given.title, program, to, (summary) => judge(given, summary));

/// Runs a program in the panel, and passes the run's summary to `verdict`; null if the panel shows something else by then.
async function judged(title, source, { player, run }, verdict) {
  const ended = await run({ name: title, source });
  if (!ended) return null;
  if (!ended.ran) return { passed: false, reason: ended.wrong };
  const summary = await laidOut(player);
  if (player.recording() !== title) return null;
  return summary.why === 'endless' && ended.wrong ? { passed: false, reason: ended.wrong } : verdict(summary);
}

/// The summary of the shown run, once the panel has taken all of it in; a run without an end is given some time.
async function laidOut(player) {
  const late = performance.now() + patience;
  for (;;) {
    const state = player.head();
    if (!state || (!state.laying_out && state.end !== null) || performance.now() > late) return player.summary();
    await new Promise((again) => setTimeout(again, 20));
  }
}

function createGoal(given, { player, onChange }) {
  const settingsOf = (state) => state.parameters.map((each) => [each.name, valueOf(each)]);
  const now = () => settingsOf(player.head());
  const defaults = () => player.head().parameters.map((each) => [each.name, valueText({ ...each, value: each.default })]);
  let known = '';  // the settings that the page has just set or judged
  const put = (wanted) => {
    wanted.forEach(([name, value]) => player.set(name, String(value)));
    known = JSON.stringify(now());
  };
  player.on('settings', (state) => {
    if (JSON.stringify(settingsOf(state)) !== known) onChange();
  });
  return {
    node: element('div'),
    focus: () => {},
    async judge() {
      if (player.recording()) return { passed: false, reason: say.somethingElse };
      known = JSON.stringify(now());
      const parameters = player.head().parameters.map((each) => ({ ...each, value: valueOf(each) }));
      return judge(given, await laidOut(player), parameters);
    },
    solve() {
      const mine = now();
      put([...defaults(), ...Object.entries(given.solution)]);
      return () => put(mine);
    },
    startOver: () => player.recording() || put(defaults()),
  };
}

/// A parameter's value as an exercise's `set` has it.
const valueOf = (parameter) => (parameter.type === 'choice' ? valueText(parameter) : Number(Number(parameter.value).toFixed(6)));
