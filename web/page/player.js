// Connects the engine and the page: opens lessons, carries out commands, draws frames, and passes new states
// to listeners, at once if paused and twenty times a second while playing.

import { applySettings, valueText } from './address.js';
import { frameBits } from './engine.js';
import { createFrames } from './frames.js';
import * as say from '#words/messages.js';

const refreshEvery = 50;  // milliseconds: a callback that is shown takes longer

/// Calls `onFailure(error)` once, when the engine stops working.
export function createPlayer(engine, { onFailure }) {
  const listeners = { open: [], recording: [], state: [], settings: [], frame: [], layout: [], scale: [], place: [] };
  const tell = (kind, ...values) => listeners[kind].forEach((listener) => listener(...values));
  const frames = createFrames((seconds, now) => guarded(() => draw(seconds, now)) ?? false);
  let state = null;
  let stale = false;
  let settingsStale = false;
  let refreshed = 0;
  let failed = false;
  let wantsTables = () => false;
  let recording = '';
  let scale = 1;

  function guarded(work) {
    if (failed) return undefined;
    try {
      return work();
    } catch (error) {
      failed = true;
      onFailure(error);
      return undefined;
    }
  }

  function draw(seconds, now) {
    const bits = engine.frame(seconds);
    const again = Boolean(bits & frameBits.wantsFrame);
    stale ||= Boolean(bits & frameBits.stateChanged);
    settingsStale ||= Boolean(bits & frameBits.settingsChanged);
    if ((stale || settingsStale) && (!again || !state?.playing || now - refreshed >= refreshEvery)) refresh(now);
    tell('frame');
    if (bits & frameBits.layoutChanged) tell('layout');
    return again;
  }

  function refresh(now = performance.now(), tables = wantsTables()) {
    const settings = settingsStale;
    state = engine.state({ tables });
    if (!state) return state;  // nothing is open yet
    stale = settingsStale = false;
    refreshed = now;
    tell('state', state);
    if (settings) tell('settings', state);
    return state;
  }

  function setRecording(name, own = false) {
    if (name === recording) return;
    recording = name;
    tell('recording', name, own);
  }

  return {
    frames,
    on: (kind, listener) => listeners[kind].push(listener),
    /// Opens a lesson with settings from an address. Returns sentences about those that couldn't be applied.
    open(slug, settings) {
      return guarded(() => {
        if (!engine.open(slug)) return [say.noProgram(slug)];
        const defaults = new Map(engine.state({ tables: false }).parameters.map((p) => [p.name, valueText(p)]));
        const wrong = applySettings(engine, settings);
        setRecording('');
        tell('open', defaults);
        settingsStale = true;
        refresh();
        frames.request();
        return wrong;
      }) ?? [];
    },
    /// Call this once the engine has loaded a recording. It's shown until a lesson is opened.
    showRecording(name) {
      recording = '';  // another recording may have the same name
      setRecording(name);
      settingsStale = true;
      guarded(() => refresh());
      frames.request();
    },
    /// Makes the engine open the reader's own program, or two programs to compare, of which the first
    /// constant chooses one. It's shown until a lesson is opened.
    showProgram(name, constants, compares) {
      guarded(() => engine.program.open(name, constants, compares));
      recording = '';
      setRecording(name, true);
      settingsStale = true;
      guarded(() => refresh());
      frames.request();
    },
    /// Makes runs of a search, where they're made elsewhere: `(errands, { until, sleeps })`.
    tries: null,
    /// The name of the recording or program that is shown, or ''.
    recording: () => recording,
    /// Sets a parameter. Returns '' or a sentence about what was done instead.
    set(name, text) {
      const sentence = guarded(() => engine.set(name, text)) ?? '';
      frames.request();
      tell('frame');  // a run that is made elsewhere needs no frame
      return sentence;
    },
    command(name) {
      guarded(() => engine.command(name));
      frames.request();
    },
    /// Moves the playhead to a moment of the run with its current settings: `{ t }` seconds, or after `{
    /// after }` callbacks.
    show({ t, after }) {
      guarded(() => {
        engine.command(after === undefined ? 'pause' : 'restart');
        if (after === undefined) engine.set('t', String(t));
        else engine.set('callbacks', String(after));
      });
      frames.request();
    },
    /// Runs `work(engine)` and requests a frame: for pointers, sizes and preferences.
    touch(work) {
      const result = guarded(() => work(engine));
      frames.request();
      return result;
    },
    /// The same for reading only: it changes nothing, so it requests no frame.
    look: (work) => guarded(() => work(engine)),
    /// Moves the playhead to a position of the run, and shows the line that goes with it; 0 for none.
    place(position, line) {
      guarded(() => engine.showLine(0, 0, position));
      frames.request();
      tell('place', line);
    },
    /// The state, usually without its tables, to look something up.
    head(tables = false) {
      stale = true;  // the engine now believes that the page knows the state
      return guarded(() => engine.state({ tables })) ?? null;
    },
    /// Passes on the whole state, with its tables.
    refresh: () => guarded(() => refresh(performance.now(), true)),
    /// While `wanted()` is true, states include their tables, which cost more than everything else.
    askForTables(wanted) {
      wantsTables = wanted;
    },
    outcome: () => guarded(() => engine.outcome()),
    summary: () => guarded(() => engine.summary()),
    trace: (until) => guarded(() => engine.trace(until)),
    /// How many of the page's pixels one of the panel's is: more than 1 while you present.
    scale: () => scale,
    setScale(times) {
      scale = times;
      tell('scale');
    },
    buttons: () => guarded(() => engine.buttons()) ?? [],
    press: (name) => {
      guarded(() => engine.press(name));
      frames.request();
    },
    rect: (name) => guarded(() => engine.rect(name)),
    view: () => guarded(() => engine.view()),
    choices: () => guarded(() => engine.choices()) ?? {},
    cursor: () => guarded(() => engine.cursor()) ?? 0,
    contentHeight: () => guarded(() => engine.contentHeight()) ?? 0,
  };
}
