// Python in a frame that has an origin of its own: one interpreter that does what is asked for, and a spare one that
// takes over when that one has to be ended. No message reaches a worker that is busy, so ending is all there is.

import { element } from '../dom.js';
import { fetchFiles } from './files.js';
import { makeInterpreter } from './interpreter.js';

const startTime = 30_000;  // milliseconds until the frame has to answer
const loadedTime = 2_000;  // and after it was loaded
const checkTime = 5_000;
const traceTime = 20_000;

/// `onProgress(done, all)` is told the bytes that have come, while Python loads.
export function createSandbox({ onProgress }) {
  const loading = new AbortController();
  let active = null;   // a promise of an interpreter
  let spare = null;
  let busy = null;     // the interpreter that is doing something
  let last = Promise.resolve();

  const prepared = (async () => {
    const files = await fetchFiles({ onProgress, signal: loading.signal });
    const frame = await makeFrame(loading.signal);
    frame.contentWindow.postMessage({ files }, '*', [files.binary, files.library, files.tracer]);
    return frame;
  })();
  prepared.catch(() => {});  // told to whoever asks

  const make = () => prepared.then(makeInterpreter);

  /// Another interpreter is asked from now on.
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

  /// With `fresh`, one that has run nothing; else one that no program has changed.
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

  /// One request after the other.
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
    /// Resolves when Python is there.
    ready: () => chosen(false).then(() => {}),
    /// What is wrong with a text, and its constants. With `fresh`, an interpreter says it that has run nothing.
    check: (source, { fresh }) => ask({ check: source }, () => {}, checkTime, fresh),
    /// All events of a program of our own, in an interpreter that has run nothing.
    trace: (trace) => ask({ trace }, () => {}, traceTime, true),
    /// Runs a program; `onPiece(texts, events)` gets what happens. Rejects with a Gone if its interpreter is no more.
    run: (run, onPiece, { milliseconds, fresh }) => ask({ run }, onPiece, milliseconds, fresh),
    /// Ends what runs; the spare takes over.
    stop: () => busy?.giveUp('stopped'),
    /// Gives up what is being loaded.
    cancel: () => loading.abort(),
  };
}

function makeFrame(signal) {
  return new Promise((resolve, reject) => {
    const frame = element('iframe', { src: 'python/frame.html', title: 'Python', hidden: true, tabIndex: -1, 'aria-hidden': 'true' });
    frame.setAttribute('sandbox', 'allow-scripts');
    let late = 0;
    const within = (milliseconds) => {
      clearTimeout(late);
      late = setTimeout(() => fail(new Error('Python did not start: its frame did not answer.')), milliseconds);
    };
    const hurry = () => within(loadedTime);  // its script speaks before it's loaded, and a page that says it's missing doesn't
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
