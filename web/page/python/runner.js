// Runs the reader's program for the panel, or two programs to compare: asks Python for the runs that the
// panel needs, and passes their events to the panel.

import { recall } from '../storage.js';
import { sentenceOfEnd, sentenceOfError, sentenceOfGone } from './outcome.js';
import { Gone } from './interpreter.js';
import { createSandbox } from './sandbox.js';
import { chosen, parametersOf, questionOf, setFor } from './sides.js';
import * as say from '#words/playground.js';

const quietTime = 2;     // seconds that a run of a search may take
const fallbackTime = 5;   // seconds that a run may take, unless the reader chose another limit
const soon = 50;         // milliseconds: a run that arrives within them is drawn directly, with no frame before it
const runTime = () => Math.min(Math.max(Number(recall('run-time')) || fallbackTime, 0.5), 60);

/// Calls `onProgress(done, all)` with the bytes of Python that have arrived, `onBusy(busy)` when a program
/// starts or stops running, `onEnd` with the outcome `{ text, wrong, lines }`, what Python reported, if it
/// did, and which program it's about, and `onQuestion` with the program's question `{ prompt }`, or null for
/// none.
export function createRunner(player, { onProgress, onBusy, onEnd, onQuestion }) {
  let sandbox = null;
  // What the panel shows: { sides: [{ name, source, constants, error }], settings, known: run -> what Python
  // has sent of it, fresh, waiting: side that waits for an answer -> its { errand, prompt }, alone: a search makes
  // its runs one by one, paired: while a run is pinned, the number of one of its own whose next is the pinned one }.
  let program = null;
  let answered = [];   // errands that have got an answer
  let top = 0;         // the side that plays
  let working = false;
  let ready = false;

  const python = () => (sandbox ??= createSandbox({ onProgress }));

  /// `asked` is the sandbox that failed while working for this program.
  function fail(error, asked, which) {
    if (error instanceof Gone) {
      if (error.details) console.info(`Python was ended: ${error.details}`);
      return onEnd(sentenceOfGone(error), null, which);
    }
    asked.cancel();
    if (sandbox && asked !== sandbox) return undefined;  // a new one is already loading
    sandbox = null;  // the next attempt loads a new one
    ready = false;
    const cancelled = error.name === 'AbortError';
    return onEnd({ text: cancelled ? say.notLoaded : error.message, wrong: !cancelled, lines: [], again: true });
  }

  /// Runs whatever the panel needs, one run after the other.
  async function serve() {
    if (working) return;
    working = true;
    try {
      for (;;) {
        const mine = program;
        if (!mine) return;  // the panel shows something else
        const errands = [...answered.splice(0), ...player.look((engine) => engine.program.take()) ?? []];
        if (errands.length === 0) return;
        pair(mine, errands);
        for (const [i, errand] of errands.entries()) {
          await serveOne(mine, errand);
          if (program !== mine) break;  // the panel shows another program now
          // Show a question at once, but clear the question only after all runs are done.
          if (program.waiting.size > 0 || (answered.length === 0 && i === errands.length - 1)) ask();
        }
      }
    } finally {
      working = false;
    }
  }

  /// The panel asks for its own run and then for the pinned one, again and again.
  function pair(mine, errands) {
    const numbers = new Set(errands.map(({ run }) => run));
    if (!player.head()?.what_if.pinned) mine.paired = null;
    else mine.paired ??= [...numbers].filter((run) => numbers.has(run + 1)).at(-1) ?? null;
  }

  /// How the pinned run ends is no news.
  const isPinned = ({ paired }, run) => paired !== null && (run - paired) % 2 !== 0;

  async function serveOne(mine, errand) {
    const { run, until, seed, set, changes, interventions = [] } = errand;
    const { sides, settings, known } = mine;
    const which = chosen(sides, set);
    const { source, error: broken } = sides[which];
    const give = (texts, events) => {
      const wrong = player.touch((engine) => engine.program.give(run, texts, events));
      if (wrong) throw new Gone('refused', wrong);
    };
    const reached = (time, ended, code = 0) => player.touch((engine) => engine.program.reached(run, time, ended, code));
    mine.waiting.delete(which);
    if (broken) {
      reached(0, true);
      return void onEnd(sentenceOfError(broken), { error: broken }, which);
    }
    onBusy(true);
    player.frames.hold(soon);
    const asked = python();
    try {
      const done = await asked.run({ ...inputOf(settings), source, until, seed, set: setFor(sides, which, set), changes, interventions, variables: true, known: known.get(run) },
        give, { milliseconds: runTime() * 1000, fresh: mine.fresh });
      mine.fresh = false;
      known.set(run, done.known);
      const asks = done.ending === 'input';
      if (asks) player.touch((engine) => engine.program.waits(run, done.reached));
      else reached(done.ending === 'until' ? until : done.reached, done.ending !== 'until', done.exit_code);
      if (program !== mine) return;
      if (asks && mine.settings.answers.length > settings.answers.length) answered.push(errand);  // the other program's question has been answered in the meantime
      else if (asks) mine.waiting.set(which, { errand, prompt: done.prompt });
      // A program that waits for its reader hasn't stopped, so it has no traceback.
      if (!isPinned(mine, run)) onEnd(sentenceOfEnd(done, runTime()), asks ? { ...done, stopped_at: [] } : done, which);
    } catch (error) {
      reached(0, true);
      if (program === mine || !(error instanceof Gone)) fail(error, asked, which);
    } finally {
      onBusy(false);
      player.frames.release();
    }
  }

  /// Runs of a search. `errands` are in the format of the panel's. Resolves to what they told, or to null if they
  /// can't be made any more.
  player.tries = async (errands, { until, sleeps }) => {
    const mine = program;
    const which = mine ? chosen(mine.sides, errands[0].set) : -1;
    const told = [];
    try {
      while (told.length < errands.length) {
        if (!mine || program !== mine) return null;
        const rest = errands.slice(told.length, mine.alone ? told.length + 1 : errands.length)
          .map(({ set, ...errand }, i) => ({ ...errand, set: setFor(mine.sides, which, set), sleeps: sleeps[told.length + i] }));
        const done = await python().tries({ ...inputOf(mine.settings), source: mine.sides[which].source, until, runs: rest }, { milliseconds: quietTime * 1000 });
        // Runs after the one that changed Python itself may be wrong. Such programs get a fresh Python for each.
        if (done.altered && rest.length > 1) mine.alone = true;
        else told.push(...done.told);
      }
      return told;
    } catch (error) {
      console.info(`A run of the search was ended: ${error.message}`);
      return null;
    }
  };

  const ask = () => onQuestion(questionOf(program.sides, new Map([...program.waiting].map(([which, { prompt }]) => [which, prompt]))));

  /// Runs the panel's program again from its start.
  function again(settings) {
    program.settings = settings;
    forget();
    player.set('seed', String(player.head().seed));
  }

  function forget() {
    program.waiting.clear();
    answered = [];
  }

  player.on('recording', (_name, own) => {
    if (!own) program = null;  // the panel shows something else
  });
  player.on('frame', serve);
  player.on('state', ({ parameters, laying_out: comes }) => {
    if (comes || !shown()) return;  // the panel still shows the previous run
    top = chosen(shown(), Object.fromEntries(parameters.map(({ name, value }) => [name, value])));
  });

  const shown = () => (player.recording() ? program?.sides ?? null : null);

  return {
    /// Loads Python.
    prepare() {
      const asked = python();
      return asked.ready().then(() => (ready = true), (error) => fail(error, asked));
    },
    /// Whether Python is loaded.
    isReady: () => ready,
    /// Checks one text or two: `[{ name, source }]`. Returns the same with their `constants` and, if one
    /// can't run, its `error`; or null if none can. Reports what is wrong.
    async check(given) {
      const sides = [];
      for (const [which, { name, source }] of given.entries()) {
        const asked = python();
        try {
          // Don't let another program's leftovers influence this one.
          const fresh = !program?.sides.some((each) => each.source === source);
          const { error, constants } = await asked.check(source, { fresh });
          sides.push({ name, source, constants, error });
          if (error) onEnd(sentenceOfError(error), { error }, which);
        } catch (error) {
          fail(error, asked, which);
          return null;
        }
      }
      return sides.every(({ error }) => error) ? null : sides;
    },
    /// Makes the panel show the checked programs.
    show(title, sides, settings) {
      program = { sides, settings, known: new Map(), fresh: true, waiting: new Map(), paired: null };
      forget();
      top = 0;
      player.showProgram(title, parametersOf(sides).map(constantOf), sides.length > 1);
      serve();
    },
    /// Gives waiting programs their answer, in these settings, and continues them.
    answer(settings) {
      if (!program) return undefined;
      const { waiting } = program;
      if (waiting.size === 0) return again(settings);  // a setting was changed in between
      program.settings = settings;
      answered.push(...[...waiting.values()].map(({ errand }) => errand));
      waiting.clear();
      return void serve();
    },
    again,
    /// The sides that the panel shows, the reader's own first, or null.
    sides: shown,
    /// Which of them plays, and its text, or null.
    top: () => top,
    shown: () => shown()?.[top]?.source ?? null,
    /// Runs a program and returns all its events; `{ source, set, seed, until }`. Null, after reporting why,
    /// if it can't.
    trace(request) {
      const asked = python();
      return asked.trace(request).catch((error) => {
        fail(error, asked, 0);
        return null;
      });
    },
    stop: () => sandbox?.stop(),
    /// Cancels loading Python.
    cancel() {
      sandbox?.cancel();
      sandbox = null;
    },
  };
}

/// A program's input and network. Two compared programs share them.
const inputOf = ({ answers, latency, bandwidth }) => ({ answers, latency, bandwidth });

/// A constant in the engine's format.
function constantOf({ name, help, type, value, min, max, step, unit, choices }) {
  const fallback = type === 'choice' ? choices.indexOf(value) : Number(value);
  return { name, help, type, min, max: type === 'choice' ? choices.length - 1 : max, step, fallback, unit, choices };
}
