// Between the engine and the page: opens lessons, carries out commands, draws
// frames, and tells listeners of the new state: at once when paused, ten times a
// second while playing.

import { applySettings, valueText } from './address.js';
import { frameBits } from './engine.js';
import { createFrames } from './frames.js';

const refreshEvery = 100;  // milliseconds

/// `onFailure(error)` is called once, when the engine stops working.
export function createPlayer(engine, { onFailure }) {
  const listeners = { open: [], recording: [], state: [], settings: [], frame: [] };
  const tell = (kind, ...values) => listeners[kind].forEach((listener) => listener(...values));
  const frames = createFrames((seconds, now) => guarded(() => draw(seconds, now)) ?? false);
  let state = null;
  let stale = false;
  let settingsStale = false;
  let refreshed = 0;
  let failed = false;
  let wantsTables = () => false;
  let recording = '';

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
    /// Opens a lesson with settings from an address; gives the sentences on what could not be done.
    open(slug, settings) {
      return guarded(() => {
        if (!engine.open(slug)) return [`The program of the lesson ‘${slug}’ is not there.`];
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
    /// The engine has taken up a recording, which is shown until a lesson is opened.
    showRecording(name) {
      recording = '';  // one of the same name is another recording
      setRecording(name);
      settingsStale = true;
      guarded(() => refresh());
      frames.request();
    },
    /// The engine takes up the reader's own program, which is shown until a lesson is opened; or two that are compared, of
    /// which the first constant chooses one.
    showProgram(name, constants, compares) {
      guarded(() => engine.program.open(name, constants, compares));
      recording = '';
      setRecording(name, true);
      settingsStale = true;
      guarded(() => refresh());
      frames.request();
    },
    /// The name of the recording, or of the reader's own program, that is shown, or ''.
    recording: () => recording,
    /// Sets a parameter; gives '' or a sentence on what was done instead.
    set(name, text) {
      const sentence = guarded(() => engine.set(name, text)) ?? '';
      frames.request();
      tell('frame');  // a run that is made elsewhere needs none
      return sentence;
    },
    command(name) {
      guarded(() => engine.command(name));
      frames.request();
    },
    /// Moves the playhead to a moment of the run as it is set: `{ t }` seconds, or `{ after }` so many callbacks.
    show({ t, after }) {
      guarded(() => {
        engine.command(after === undefined ? 'pause' : 'restart');
        if (after === undefined) engine.set('t', String(t));
        else for (let i = 0; i < after; ++i) engine.command('step');
      });
      frames.request();
    },
    /// Runs `work(engine)` and asks for a frame: for pointers, sizes and preferences.
    touch(work) {
      const result = guarded(() => work(engine));
      frames.request();
      return result;
    },
    /// The same for a look that changes nothing, and so asks for no frame.
    look: (work) => guarded(() => work(engine)),
    /// The state without its tables, for a look in between.
    head() {
      stale = true;  // the engine takes it that the page has been told
      return guarded(() => engine.state({ tables: false })) ?? null;
    },
    /// The state, whole: with its tables.
    refresh: () => guarded(() => refresh(performance.now(), true)),
    /// While `wanted()` is true, each state has its tables; they cost more than all the rest.
    askForTables(wanted) {
      wantsTables = wanted;
    },
    outcome: () => guarded(() => engine.outcome()),
    trace: (until) => guarded(() => engine.trace(until)),
    rect: (name) => guarded(() => engine.rect(name)),
    view: () => guarded(() => engine.view()),
    cursor: () => guarded(() => engine.cursor()) ?? 0,
    contentHeight: () => guarded(() => engine.contentHeight()) ?? 0,
  };
}
