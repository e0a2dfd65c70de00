// Runs the reader's program for the panel: what the panel wants of it is asked of Python, and what happens there is
// given to the panel.

import { recall } from '../storage.js';
import { sentenceOfEnd, sentenceOfError, sentenceOfGone } from './outcome.js';
import { Gone } from './interpreter.js';
import { createSandbox } from './sandbox.js';

const fallbackTime = 5;  // seconds that a run may take, unless the reader has set another time
const runTime = () => Math.min(Math.max(Number(recall('run-time')) || fallbackTime, 0.5), 60);

/// `onProgress(done, all)` is told the bytes of Python that have come, `onBusy(busy)` whether a program runs, `onEnd`
/// what came of it: `{ text, wrong, lines }`, and what Python said of that, if it did, and `onQuestion` what the program
/// asks its reader: `{ prompt }`, or null if it asks nothing.
export function createRunner(player, { onProgress, onBusy, onEnd, onQuestion }) {
  let sandbox = null;
  let program = null;  // that the panel shows: { source, settings, known: run -> what Python has told of it, fresh }
  let waiting = null;  // the errand whose program waits for an answer
  let answered = [];   // those that have one
  let working = false;
  let ready = false;

  const python = () => (sandbox ??= createSandbox({ onProgress }));

  /// `asked` is the sandbox that failed.
  function fail(error, asked) {
    if (error instanceof Gone) {
      if (error.details) console.info(`Python was ended: ${error.details}`);
      return onEnd(sentenceOfGone(error));
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
    if (working || !program || !player.recording()) return;
    working = true;
    try {
      for (;;) {
        const errands = [...answered.splice(0), ...player.look((engine) => engine.program.take()) ?? []];
        if (errands.length === 0) return;
        for (const errand of errands) await serveOne(errand);
      }
    } finally {
      working = false;
    }
  }

  async function serveOne(errand) {
    const { run, until, seed, set, changes } = errand;
    const mine = program;
    const { source, settings, known } = mine;
    const give = (texts, events) => {
      const wrong = player.touch((engine) => engine.program.give(run, texts, events));
      if (wrong) throw new Gone('refused', wrong);
    };
    const reached = (time, ended) => player.touch((engine) => engine.program.reached(run, time, ended));
    waiting = null;
    onBusy(true);
    const asked = python();
    try {
      const done = await asked.run({ source, until, seed, set, changes, ...settings, variables: true, known: known.get(run) }, give,
        { milliseconds: runTime() * 1000, fresh: mine.fresh });
      mine.fresh = false;
      known.set(run, done.known);
      const asks = done.ending === 'input';
      if (asks) player.touch((engine) => engine.program.waits(run, done.reached));
      else reached(done.ending === 'until' ? until : done.reached, done.ending !== 'until');
      if (program === mine) {
        waiting = asks ? errand : null;
        onQuestion(asks ? { prompt: done.prompt } : null);
      }
      // A program that waits for its reader hasn't stopped: there's no traceback to show.
      onEnd(sentenceOfEnd(done, runTime()), asks ? { ...done, stopped_at: [] } : done);
    } catch (error) {
      reached(0, true);
      onQuestion(null);
      fail(error, asked);
    } finally {
      onBusy(false);
    }
  }

  /// The program that the panel shows runs again from its start.
  function again(settings) {
    program.settings = settings;
    [waiting, answered] = [null, []];
    player.set('seed', String(player.head().seed));
  }

  player.on('frame', serve);

  return {
    /// Python is being made ready.
    prepare() {
      const asked = python();
      return asked.ready().then(() => (ready = true), (error) => fail(error, asked));
    },
    /// It is.
    isReady: () => ready,
    /// Checks a text; gives its constants, or null if it can't run, which is told.
    async check(source) {
      const asked = python();
      try {
        // What another program left behind has no say in this one.
        const { error, constants } = await asked.check(source, { fresh: program?.source !== source });
        if (!error) return constants;
        onEnd(sentenceOfError(error), { error });
      } catch (error) {
        fail(error, asked);
      }
      return null;
    },
    /// The panel shows the program from now on.
    show(name, source, constants, settings) {
      program = { source, settings, known: new Map(), fresh: true };
      [waiting, answered] = [null, []];
      player.showProgram(name, constants.map(constantOf));
      serve();
    },
    /// The program that waits for an answer has it, with these settings, and goes on.
    answer(settings) {
      if (!waiting) return again(settings);  // it has been changed in between
      program.settings = settings;
      answered.push(waiting);
      return void serve();
    },
    again,
    /// The text of the program that the panel shows, or null.
    shown: () => (player.recording() ? program?.source ?? null : null),
    /// Runs a program and gives all its events; `{ source, set, seed, until }`. Null if it could not, which is told.
    trace(request) {
      const asked = python();
      return asked.trace(request).catch((error) => {
        fail(error, asked);
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

/// A constant as the engine takes it.
function constantOf({ name, type, value, min, max, step, unit, choices }) {
  const fallback = type === 'choice' ? choices.indexOf(value) : Number(value);
  return { name, type, min, max: type === 'choice' ? choices.length - 1 : max, step, fallback, unit, choices };
}
