// Runs the reader's program for the panel, or two that are compared: what the panel wants of them is asked of Python, and
// what happens there is given to the panel.

import { recall } from '../storage.js';
import { sentenceOfEnd, sentenceOfError, sentenceOfGone } from './outcome.js';
import { Gone } from './interpreter.js';
import { createSandbox } from './sandbox.js';
import { chosen, parametersOf, questionOf, setFor } from './sides.js';

const fallbackTime = 5;   // seconds that a run may take, unless the reader has set another time
const soon = 50;         // milliseconds: a run that comes within them is drawn at once, and nothing before it
const runTime = () => Math.min(Math.max(Number(recall('run-time')) || fallbackTime, 0.5), 60);

/// `onProgress(done, all)` is told the bytes of Python that have come, `onBusy(busy)` whether a program runs, `onEnd`
/// what came of it: `{ text, wrong, lines }`, what Python said of that, if it did, and of which program it is; and
/// `onQuestion` what the program asks its reader: `{ prompt }`, or null if it asks nothing.
export function createRunner(player, { onProgress, onBusy, onEnd, onQuestion }) {
  let sandbox = null;
  // What the panel shows: { sides: [{ name, source, constants, error }], settings, known: run -> what Python has told of it,
  // fresh, waiting: those of the sides that wait for an answer -> their { errand, prompt } }.
  let program = null;
  let answered = [];   // the errands that have one
  let top = 0;         // the side that plays
  let working = false;
  let ready = false;

  const python = () => (sandbox ??= createSandbox({ onProgress }));

  /// `asked` is the sandbox that failed, in what it did for this program.
  function fail(error, asked, which) {
    if (error instanceof Gone) {
      if (error.details) console.info(`Python was ended: ${error.details}`);
      return onEnd(sentenceOfGone(error), null, which);
    }
    asked.cancel();
    if (sandbox && asked !== sandbox) return undefined;  // it's loaded again already
    sandbox = null;  // the next try loads it again
    ready = false;
    const cancelled = error.name === 'AbortError';
    return onEnd({ text: cancelled ? 'Python was not loaded.' : error.message, wrong: !cancelled, lines: [], again: true });
  }

  /// Gives the panel what it wants of the program, one run after the other.
  async function serve() {
    if (working) return;
    working = true;
    try {
      for (;;) {
        const mine = program;
        if (!mine) return;  // the panel shows something else
        const errands = [...answered.splice(0), ...player.look((engine) => engine.program.take()) ?? []];
        if (errands.length === 0) return;
        for (const [i, errand] of errands.entries()) {
          await serveOne(mine, errand);
          if (program !== mine) break;  // the panel shows another one now
          // What one asks is shown at once; that nothing is asked, when all of them have been heard.
          if (program.waiting.size > 0 || (answered.length === 0 && i === errands.length - 1)) ask();
        }
      }
    } finally {
      working = false;
    }
  }

  async function serveOne(mine, errand) {
    const { run, until, seed, set, changes } = errand;
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
      const done = await asked.run({ ...inputOf(settings), source, until, seed, set: setFor(sides, which, set), changes, variables: true, known: known.get(run) },
        give, { milliseconds: runTime() * 1000, fresh: mine.fresh });
      mine.fresh = false;
      known.set(run, done.known);
      const asks = done.ending === 'input';
      if (asks) player.touch((engine) => engine.program.waits(run, done.reached));
      else reached(done.ending === 'until' ? until : done.reached, done.ending !== 'until', done.exit_code);
      if (program !== mine) return;
      if (asks && mine.settings.answers.length > settings.answers.length) answered.push(errand);  // to what the other one asked
      else if (asks) mine.waiting.set(which, { errand, prompt: done.prompt });
      // A program that waits for its reader hasn't stopped: there's no traceback to show.
      onEnd(sentenceOfEnd(done, runTime()), asks ? { ...done, stopped_at: [] } : done, which);
    } catch (error) {
      reached(0, true);
      if (program === mine || !(error instanceof Gone)) fail(error, asked, which);
    } finally {
      onBusy(false);
      player.frames.release();
    }
  }

  const ask = () => onQuestion(questionOf(program.sides, new Map([...program.waiting].map(([which, { prompt }]) => [which, prompt]))));

  /// What the panel shows runs again from its start.
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
    if (!own) program = null;  // it's something else that the panel shows
  });
  player.on('frame', serve);
  player.on('state', ({ parameters, laying_out: comes }) => {
    if (comes || !shown()) return;  // else the panel still shows the run before
    top = chosen(shown(), Object.fromEntries(parameters.map(({ name, value }) => [name, value])));
  });

  const shown = () => (player.recording() ? program?.sides ?? null : null);

  return {
    /// Python is being made ready.
    prepare() {
      const asked = python();
      return asked.ready().then(() => (ready = true), (error) => fail(error, asked));
    },
    /// It is.
    isReady: () => ready,
    /// Checks one text, or two: `[{ name, source }]`. Gives the same with their `constants` and, of one that can't run, the
    /// `error`; or null if none can. What is wrong is told.
    async check(given) {
      const sides = [];
      for (const [which, { name, source }] of given.entries()) {
        const asked = python();
        try {
          // What another program left behind has no say in this one.
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
    /// The panel shows what was checked from now on.
    show(title, sides, settings) {
      program = { sides, settings, known: new Map(), fresh: true, waiting: new Map() };
      forget();
      top = 0;
      player.showProgram(title, parametersOf(sides).map(constantOf), sides.length > 1);
      serve();
    },
    /// Those that wait for an answer have it, with these settings, and go on.
    answer(settings) {
      if (!program) return undefined;
      const { waiting } = program;
      if (waiting.size === 0) return again(settings);  // it has been changed in between
      program.settings = settings;
      answered.push(...[...waiting.values()].map(({ errand }) => errand));
      waiting.clear();
      return void serve();
    },
    again,
    /// What the panel shows, the reader's own first, or null.
    sides: shown,
    /// Which of them plays, and its text, or null.
    top: () => top,
    shown: () => shown()?.[top]?.source ?? null,
    /// Runs a program and gives all its events; `{ source, set, seed, until }`. Null if it could not, which is told.
    trace(request) {
      const asked = python();
      return asked.trace(request).catch((error) => {
        fail(error, asked, 0);
        return null;
      });
    },
    stop: () => sandbox?.stop(),
    /// Gives up loading Python.
    cancel() {
      sandbox?.cancel();
      sandbox = null;
    },
  };
}

/// What a program reads and the network it runs on: of two that are compared they are the same.
const inputOf = ({ answers, latency, bandwidth }) => ({ answers, latency, bandwidth });

/// A constant as the engine takes it.
function constantOf({ name, help, type, value, min, max, step, unit, choices }) {
  const fallback = type === 'choice' ? choices.indexOf(value) : Number(value);
  return { name, help, type, min, max: type === 'choice' ? choices.length - 1 : max, step, fallback, unit, choices };
}
