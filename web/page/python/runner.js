// Runs the reader's program for the panel: what the panel wants of it is asked of Python, and what happens there is
// given to the panel.

import { recall } from '../storage.js';
import { sentenceOfEnd, sentenceOfError, sentenceOfGone } from './outcome.js';
import { Gone } from './interpreter.js';
import { createSandbox } from './sandbox.js';

const fallbackTime = 5;  // seconds that a run may take, unless the reader has set another time
const runTime = () => Math.min(Math.max(Number(recall('run-time')) || fallbackTime, 0.5), 60);

/// `onProgress(done, all)` is told the bytes of Python that have come, `onBusy(busy)` whether a program runs, `onEnd`
/// what came of it: `{ text, wrong, lines }`.
export function createRunner(player, { onProgress, onBusy, onEnd }) {
  let sandbox = null;
  let program = null;  // that the panel shows: { source, known: run -> what Python has told of it, fresh }
  let working = false;
  let ready = false;

  const python = () => (sandbox ??= createSandbox({ onProgress }));

  function fail(error) {
    if (error instanceof Gone) {
      if (error.details) console.info(`Python broke down: ${error.details}`);
      return onEnd(sentenceOfGone(error.reason));
    }
    sandbox?.cancel();
    sandbox = null;  // the next try loads it again
    ready = false;
    return onEnd({ text: error.name === 'AbortError' ? 'Python was not loaded.' : error.message, wrong: error.name !== 'AbortError', lines: [] });
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

  async function serveOne({ run, until, seed, set, changes }) {
    const { source, known } = program;
    const give = (texts, events) => {
      const wrong = player.touch((engine) => engine.program.give(run, texts, events));
      if (wrong) onEnd({ text: `What Python told of the run makes no sense: ${wrong}`, wrong: true, lines: [] });
    };
    const reached = (time, ended) => player.touch((engine) => engine.program.reached(run, time, ended));
    onBusy(true);
    try {
      const done = await python().run({ source, until, seed, set, changes, variables: true, known: known.get(run) }, give,
        { milliseconds: runTime() * 1000, fresh: program.fresh });
      program.fresh = done.altered;
      known.set(run, done.known);
      reached(done.ending === 'until' ? until : done.reached, done.ending !== 'until');
      onEnd(sentenceOfEnd(done, runTime()));
    } catch (error) {
      reached(0, true);
      fail(error);
    } finally {
      onBusy(false);
    }
  }

  player.on('frame', serve);

  return {
    /// Python is being made ready.
    prepare: () => python().ready().then(() => (ready = true), fail),
    /// It is.
    isReady: () => ready,
    /// Checks a text; gives its constants, or null if it can't run, which is told.
    async check(source) {
      try {
        const { error, constants } = await python().check(source);
        if (!error) return constants;
        onEnd(sentenceOfError(error), error);
      } catch (error) {
        fail(error);
      }
      return null;
    },
    /// The panel shows the program from now on.
    show(name, source, constants) {
      program = { source, known: new Map(), fresh: true };
      player.showProgram(name, constants.map(constantOf));
      serve();
    },
    /// The text of the program that the panel shows, or null.
    shown: () => (player.recording() ? program?.source ?? null : null),
    /// Runs a program and gives all its events; `{ source, set, seed, until }`. Null if it could not, which is told.
    trace: (request) => python().trace(request).catch((error) => {
      fail(error);
      return null;
    }),
    stop: () => sandbox?.stop(),
    /// Gives up loading Python.
    cancel() {
      sandbox?.cancel();
      sandbox = null;
    },
  };
}

/// A constant as the engine takes it.
function constantOf({ name, type, value, min, max, step, unit, choices }) {
  const fallback = type === 'choice' ? choices.indexOf(value) : Number(value);
  return { name, type, min, max: type === 'choice' ? choices.length - 1 : max, step, fallback, unit, choices };
}
