// The kinds of exercises. Each has `verb`, the button's label, and `create(given, { slug, player, run, onChange })`,
// whose result has its `node`, `focus()`, `judge()` (a promise of the verdict), `solve()`, which puts the solution in
// place of the answer, and what is said while it `waits`.

import { valueText } from '../address.js';
import { element } from '../dom.js';
import { addressOf } from '../load.js';
import { createMovable, shuffled } from '../movable.js';
import { makePlainEditor } from '../python/plain.js';
import { recall, remember } from '../storage.js';
import { judge, judgeLine } from './judge.js';
import * as say from '#words/exercise.js';

const patience = 3000;  // milliseconds

export const kinds = {
  write: { verb: say.runAndCheck, create: createWriting },
  order: { verb: say.runAndCheck, create: createOrdering },
  line: { verb: say.check, create: createChoice },
  goal: { verb: say.check, create: createGoal },
};

/// Runs a program in the panel, and passes the run's summary to `verdict`.
async function judged(program, { player, run }, verdict) {
  const { wrong, ran } = await run(program);
  if (!ran) return { passed: false, reason: wrong };
  const summary = await laidOut(player);
  return summary.why === 'endless' && wrong ? { passed: false, reason: wrong } : verdict(summary);
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

function createWriting(given, { slug, player, run, onChange }) {
  const key = `exercise.${slug}`;
  const node = element('div', { class: 'bench-text' });
  let text = recall(key) || given.start;
  const options = () => ({
    text, label: say.yourProgram, onRun: () => node.closest('.exercise').querySelector('.primary').click(),
    onChange(now) {
      text = now;
      remember(key, text === given.start ? null : text);
      onChange();
    },
  });
  let editor = makePlainEditor(node, options());
  const plain = editor;
  import(addressOf('editor.js')).then(({ makeEditor }) => {
    const hadFocus = node.contains(document.activeElement);
    editor = makeEditor(node, options());
    plain.destroy();
    if (hadFocus) editor.focus();
  }, (error) => console.info(error));
  const set = (now) => {
    editor.setText(now);
    options().onChange(now);
  };
  const reset = element('button', { type: 'button', class: 'link', textContent: say.startOver, onclick: () => set(given.start) });
  return {
    node: element('div', {}, node, reset), waits: say.running,
    focus: () => editor.focus(),
    judge: () => judged({ name: given.title, source: text }, { player, run }, (summary) => judge(given.must, summary)),
    solve: () => set(given.solution),
  };
}

function createOrdering(given, { player, run, onChange }) {
  const lines = given.solution.replace(/\n+$/, '').split('\n');
  const said = element('p', { class: 'unseen', role: 'status' });
  const { node, rows, fill } = createMovable({ onMoved(row, place) {
    said.textContent = say.isNowLine(row.dataset.text.trim(), place + 1);
    onChange();
  } });
  node.classList.add('code-lines');
  fill(shuffled(lines));
  const program = () => `${given.given}\n${rows().map((row) => row.dataset.text).join('\n')}\n`;
  const head = element('pre', { class: 'code', tabIndex: 0, hidden: !given.given.trim() }, element('code', { textContent: given.given }));
  return {
    node: element('div', {}, head, node, said), waits: say.running,
    focus: () => node.querySelector('button')?.focus(),
    judge: () => judged({ name: given.title, source: program() }, { player, run }, (summary) => judge(given.must, summary)),
    solve: () => fill(lines),
  };
}

function createChoice(given, { player, run, onChange }) {
  const lines = given.start.replace(/\n+$/, '').split('\n');
  const name = `exercise-line-${given.title}`;
  const choice = (line, i) => element('label', { class: 'line-choice' },
    element('input', { type: 'radio', name, value: i + 1, disabled: !line.trim(), onchange: onChange }), element('code', { textContent: line || ' ' }));
  const node = element('div', { class: 'choices', role: 'radiogroup', 'aria-label': say.lines }, ...lines.map(choice));
  const chosen = () => Number(node.querySelector(':checked')?.value ?? 0);
  return {
    node, waits: say.runningGiven,
    focus: () => node.querySelector('input')?.focus(),
    judge: async () => (chosen() === 0 ? { passed: false, reason: say.chooseLine }
      : judged({ name: given.title, source: given.start }, { player, run }, (summary) => judgeLine(chosen(), summary))),
    solve() {
      const at = lines.findIndex((line) => line.trim() === given.solution);
      node.querySelectorAll('input')[at].checked = true;
    },
  };
}

function createGoal(given, { player }) {
  return {
    node: element('div'), waits: '',
    focus: () => {},
    judge: async () => (player.recording() ? { passed: false, reason: say.somethingElse }
      : judge(given.must, await laidOut(player), Object.fromEntries(player.head().parameters.map((each) => [each.name, valueOf(each)])))),
    solve: () => Object.entries(given.solution).forEach(([name, value]) => player.set(name, String(value))),
  };
}

/// A parameter's value as an exercise's `set` has it.
const valueOf = (parameter) => (parameter.type === 'choice' ? valueText(parameter) : Number(parameter.value));
