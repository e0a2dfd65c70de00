// Python in a frame with its own origin: one interpreter that handles requests, and a spare one that takes
// over if that one has to be ended. A busy worker receives no messages, so ending it is the only way to stop
// it.

import { element } from '../dom.js';
import { fetchFiles } from './files.js';
import { makeInterpreter } from './interpreter.js';
import * as say from '#words/playground.js';

const startTime = 30_000;  // milliseconds that the frame may take to answer
const loadedTime = 2_000;  // the same, after it has loaded
const checkTime = 5_000;
const traceTime = 20_000;

/// Calls `onProgress(done, all)` with the bytes that have arrived, while Python loads.
export function createSandbox({ onProgress }) {
  const loading = new AbortController();
  let active = null;   // a promise of an interpreter
  let spare = null;
  let busy = null;     // the interpreter that is handling a request
  let last = Promise.resolve();

  const prepared = (async () => {
    const files = await fetchFiles({ onProgress, signal: loading.signal });
    const frame = await makeFrame(loading.signal).catch((error) => withoutNetwork(error, loading.signal));
    frame.contentWindow.postMessage({ files }, '*', [files.binary, files.library, files.tracer]);
    return frame;
  })();
  prepared.catch(() => {});  // reported to callers that await it

  const make = () => prepared.then(makeInterpreter);

  /// Replaces the active interpreter.
  function replace() {
    active?.then((interpreter) => interpreter.end(), () => {});
    active = spare ?? make();
    spare = null;
  }

  function keepSpare() {
    if (spare) return;
    spare = make();
    spare.catch(() => { spare = null; });
  }

  /// With `fresh`, an interpreter that has run nothing; else one that no program has changed.
  async function chosen(fresh) {
    active ??= make();
    try {
      const interpreter = await active;
      if (fresh ? interpreter.used() : await interpreter.altered()) replace();
      return await active;
    } catch (error) {
      active = null;
      throw error;
    }
  }

  /// Handles requests one after the other.
  function ask(request, onPiece, milliseconds, fresh) {
    const answer = last.then(async () => {
      busy = await chosen(fresh);
      keepSpare();
      try {
        return await busy.ask(request, onPiece, milliseconds);
      } catch (error) {
        replace();
        throw error;
      } finally {
        busy = null;
      }
    });
    last = answer.catch(() => {});
    return answer;
  }

  return {
    /// Resolves when Python is ready.
    ready: () => chosen(false).then(() => {}),
    /// What is wrong with a text, and its constants. With `fresh`, from an interpreter that has run nothing.
    check: (source, { fresh }) => ask({ check: source }, () => {}, checkTime, fresh),
    /// All events of one of our own programs, in an interpreter that has run nothing.
    trace: (trace) => ask({ trace }, () => {}, traceTime, true),
    /// Runs a program and calls `onPiece(texts, events)` with its events. Rejects with a Gone if the
    /// interpreter was ended.
    run: (run, onPiece, { milliseconds, fresh }) => ask({ run }, onPiece, milliseconds, fresh),
    /// Runs of a search; resolves to `{ told, altered }`.
    tries: (tries, { milliseconds }) => ask({ tries }, () => {}, milliseconds, false),
    /// Ends the current run; the spare takes over.
    stop: () => busy?.giveUp('stopped'),
    /// Cancels loading.
    cancel: () => loading.abort(),
  };
}

/// Browsers ask no service worker for a frame that has the attribute `sandbox`. If the network is gone, the service
/// worker gives the frame, with a header that says the same; the frame doesn't answer unless it's obeyed.
function withoutNetwork(error, signal) {
  if (signal.aborted || !navigator.serviceWorker?.controller) throw error;
  return makeFrame(signal, false);
}

function makeFrame(signal, sandboxed = true) {
  return new Promise((resolve, reject) => {
    const frame = element('iframe', { title: 'Python', hidden: true, tabIndex: -1, 'aria-hidden': 'true' });
    if (sandboxed) frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = 'python/frame.html';
    let late = 0;
    const within = (milliseconds) => {
      clearTimeout(late);
      late = setTimeout(() => fail(new Error(say.noFrame)), milliseconds);
    };
    const hurry = () => within(loadedTime);  // the frame's script answers before `load`; an error page never does
    const over = () => {
      clearTimeout(late);
      removeEventListener('message', hear);
      frame.removeEventListener('load', hurry);
    };
    const fail = (error) => {
      over();
      frame.remove();
      reject(error);
    };
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow || data !== 'ready') return;
      over();
      resolve(frame);
    };
    addEventListener('message', hear);
    frame.addEventListener('load', hurry);
    signal.addEventListener('abort', () => fail(signal.reason));
    within(startTime);
    document.body.append(frame);
  });
}
