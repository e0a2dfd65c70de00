// The playground: an editor, the program's runs in Python, and what came of them in words. The panel shows a run as
// it shows a lesson's: what it wants of the program is asked of the worker, and what happens there is given to it.

import { byId, element, setText } from '../dom.js';
import { recall } from '../storage.js';
import { keepProgram, lastProgram } from './programs.js';
import { createSandbox, Gone } from './sandbox.js';

const fallbackTime = 5;  // seconds that a run may take, unless the reader has set another time
const saveAfter = 500;   // milliseconds after the last key

export function createPlayground(player, { notice, onBefore, onBack }) {
  let { name, text } = lastProgram();
  let sandbox = null;
  let program = null;      // that the panel shows: { source, known: run -> what it had sent, fresh }
  let working = false;
  let saving = 0;

  const run = element('button', { type: 'button', class: 'button', textContent: 'Run', onclick: start });
  const stop = element('button', { type: 'button', class: 'button', textContent: 'Stop', disabled: true, onclick: halt });
  const title = element('input', { class: 'name', value: name, maxLength: 60, 'aria-label': 'Name of the program', spellcheck: false });
  const field = element('textarea', { value: text, spellcheck: false, 'aria-label': 'Program' });
  const progress = element('progress', { hidden: true, 'aria-label': 'Loading Python' });
  const says = element('p', { class: 'bench-says', role: 'status' });
  byId('playground-bench').append(element('div', { class: 'bench-bar' }, run, stop, title), progress, field, says);

  field.addEventListener('input', () => edited(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    start();
  });
  title.addEventListener('change', () => {
    name = title.value.trim() || 'My program';
    title.value = name;
    save();
  });
  player.on('frame', serve);

  function edited(now) {
    text = now;
    clearTimeout(saving);
    saving = setTimeout(save, saveAfter);
  }

  const save = () => keepProgram(name, text);

  const tell = (sentence, wrong = false) => {
    setText(says, sentence);
    says.classList.toggle('wrong', wrong);
  };

  function python() {
    sandbox ??= createSandbox({ onProgress(done, all) {
      progress.hidden = done >= all;
      progress.max = all;
      progress.value = done;
      tell(done < all ? `Loading Python: ${(done / 2 ** 20).toFixed(1)} of ${(all / 2 ** 20).toFixed(1)} MB` : 'Starting Python…');
    } });
    return sandbox;
  }

  async function start() {
    save();
    const source = text;
    tell('Starting Python…');
    try {
      const { error, constants } = await python().check(source);
      if (error) return tell(sentenceOf(error), true);
      onBefore();
      program = { source, known: new Map(), fresh: true };
      player.showProgram(name, constants.map(constantOf));
      notice.show(`This is your program ‘${name}’, not the lesson’s own run.`, { label: 'Back to the lesson’s own run', act: onBack });
      tell('');
      serve();
    } catch (error) {
      fail(error);
    }
    return undefined;
  }

  function halt() {
    sandbox?.stop();
  }

  /// Gives the panel what it wants of the program, one run after the other.
  async function serve() {
    if (working || !program || !player.recording()) return;
    working = true;
    try {
      for (;;) {
        const errands = player.touch((engine) => engine.program.take()) ?? [];
        if (errands.length === 0) return;
        for (const errand of errands) await serveOne(errand);
      }
    } finally {
      working = false;
    }
  }

  async function serveOne({ run: number, until, seed, set, changes }) {
    const { source, known } = program;
    const give = (texts, events) => {
      const wrong = player.touch((engine) => engine.program.give(number, texts, events));
      if (wrong) fail(new Error(`What Python told of the run makes no sense: ${wrong}`));
    };
    const reached = (time, ended) => player.touch((engine) => engine.program.reached(number, time, ended));
    stop.disabled = false;
    try {
      const done = await python().run({ source, until, seed, set, changes, known: known.get(number) }, give,
        { milliseconds: runTime() * 1000, fresh: program.fresh });
      program.fresh = done.altered;
      known.set(number, done.known);
      reached(done.ending === 'until' ? until : done.reached, done.ending !== 'until');
      tellEnd(done);
    } catch (error) {
      reached(0, true);
      fail(error);
    } finally {
      stop.disabled = true;
    }
  }

  function tellEnd({ ending, error, stopped_at: lines }) {
    const place = lines?.length > 0 ? ` It was at line ${lines.at(-1)[2]}, in ${lines.at(-1)[1]}.` : '';
    if (error) tell(sentenceOf(error), true);
    else if (ending === 'time') tell(`Stopped: the program ran for ${runTime()} s without an end.${place}`, true);
    else if (ending === 'memory') tell(`Stopped: the program used more than 512 MB of memory.${place}`, true);
    else if (ending === 'events') tell('Stopped: the program did more than two million things.', true);
    else if (ending === 'differs') tell('The program does something else each time it runs, so it is followed no further.', true);
    else if (ending === 'deadlock') tell('Stuck: nothing can ever run again, and main has not finished.', true);
    else tell('');
  }

  function fail(error) {
    if (!(error instanceof Gone)) return tell(error.message, true);
    if (error.reason === 'stopped') return tell('Stopped.');
    if (error.details) console.info(`Python broke down: ${error.details}`);
    return tell(error.reason === 'time' ? 'Stopped: the program kept Python busy and did not let go.' : 'Python itself broke down in this program. The next run gets a new one.', true);
  }

  return {
    /// The playground is in view.
    show() {
      python().ready().then(() => /^(Loading|Starting)/.test(says.textContent) && tell(''), fail);
    },
  };
}

const runTime = () => Math.min(Math.max(Number(recall('run-time')) || fallbackTime, 0.5), 60);

/// A constant as the engine takes it.
function constantOf({ name, type, value, min, max, step, unit, choices }) {
  const fallback = type === 'choice' ? choices.indexOf(value) : Number(value);
  return { name, type, min, max: type === 'choice' ? choices.length - 1 : max, step, fallback, unit, choices };
}

function sentenceOf({ type, message, line, frames }) {
  const at = line ?? frames?.at(-1)?.[2];
  return `${type}: ${message}${at ? ` (line ${at})` : ''}`;
}
