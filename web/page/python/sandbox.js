// Python workers in a frame that has an origin of its own: one that runs what is asked for, and a spare one that
// takes over when that one has to be ended. No message reaches a worker that is busy, so ending is all there is.

import { element } from '../dom.js';
import { isPiece, readCheck, readOutcome, readTrace } from './answers.js';
import { fetchFiles } from './files.js';

const startTime = 30_000;  // milliseconds until a worker has to be ready
const grace = 1_000;       // milliseconds beyond a run's own limit

/// `onProgress(done, all)` is told the bytes that have come, while Python loads.
export function createSandbox({ onProgress }) {
  const loading = new AbortController();
  let numbers = 0;
  let frame = null;
  let active = null;  // the promise of a worker
  let spare = null;
  let last = Promise.resolve();

  const prepared = (async () => {
    const files = await fetchFiles({ onProgress, signal: loading.signal });
    frame = await makeFrame(loading.signal);
    frame.contentWindow.postMessage({ files }, '*', [files.binary, files.library, files.tracer]);
  })();
  prepared.catch(() => {});  // told to whoever asks

  /// A worker that is ready: `{ ask(message, onPiece, milliseconds), end() }`.
  async function make() {
    await prepared;
    const number = ++numbers;
    const { port1: port, port2 } = new MessageChannel();
    const end = () => {
      port.close();
      frame.contentWindow?.postMessage({ end: number }, '*');
    };
    const told = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('Python did not start: this browser may lack the memory for it, or forbid it.')), startTime);
      port.onmessage = ({ data }) => {
        clearTimeout(late);
        if (data?.ready) resolve();
        else reject(new Error(`Python did not start: ${String(data?.failed).slice(0, 300)}`));
      };
    });
    frame.contentWindow.postMessage({ make: number }, '*', [port2]);
    await told.catch((error) => {
      end();
      throw error;
    });
    let used = false;
    return {
      end,
      /// Whether a program has run in it.
      get used() { return used; },
      ask(message, onPiece, milliseconds) {
        used ||= Boolean(message.run || message.trace);
        return new Promise((resolve, reject) => {
          const late = setTimeout(() => reject(new Gone('time')), milliseconds + grace);
          this.giveUp = (reason) => {
            clearTimeout(late);
            reject(new Gone(reason));
          };
          port.onmessage = ({ data }) => {
            if (data?.id !== message.id) return;
            if (isPiece(data)) return void onPiece(data.texts, data.events);
            clearTimeout(late);
            const done = data.done && readAnswer(message, data.done);
            if (done) resolve(done);
            else reject(new Gone('broken', data.broken));
          };
          port.postMessage({ ...message, milliseconds });
        });
      },
    };
  }

  function replace() {
    active?.then((worker) => worker.end(), () => {});
    active = spare ?? make();
    spare = null;
    active.then(refill, () => {});
  }

  function refill() {
    spare ??= make();
    spare.catch(() => { spare = null; });
  }

  function ask(message, onPiece, milliseconds, fresh) {
    const work = last.then(async () => {
      active ??= make();
      const worker = await active.catch((error) => {
        active = null;
        throw error;
      });
      if (fresh && worker.used) replace();
      const chosen = await active;
      current = chosen;
      refill();
      try {
        return await chosen.ask({ ...message, id: ++numbers }, onPiece, milliseconds);
      } catch (error) {
        replace();
        throw error;
      } finally {
        current = null;
      }
    });
    last = work.catch(() => {});
    return work;
  }

  let current = null;
  return {
    /// Python is there.
    ready: () => prepared.then(() => (active ??= make())).then(() => {}),
    /// What is wrong with a text, and its constants.
    check: (source) => ask({ check: source }, () => {}, 5_000, false),
    /// All events of a program of our own, in an interpreter that has run nothing.
    trace: (trace) => ask({ trace }, () => {}, 20_000, true),
    /// Runs a program; `onPiece(texts, events)` gets what happens. With `fresh`, in an interpreter that has run
    /// nothing. Rejects with a Gone if that interpreter is no more.
    run: (run, onPiece, { milliseconds, fresh }) => ask({ run }, onPiece, milliseconds, fresh),
    /// Ends what runs; the spare takes over.
    stop: () => current?.giveUp?.('stopped'),
    busy: () => current !== null,
    /// Gives up what is being loaded.
    cancel: () => loading.abort(),
  };
}

/// A worker was ended: because it was `stopped`, because its `time` was up, or because Python was `broken`.
export class Gone extends Error {
  constructor(reason, details = '') {
    super(reason);
    this.reason = reason;
    this.details = String(details).slice(0, 4000);
  }
}

function readAnswer(message, done) {
  if (message.run) return readOutcome(done);
  return message.trace ? readTrace(done) : readCheck(done);
}

function makeFrame(signal) {
  return new Promise((resolve, reject) => {
    const frame = element('iframe', { src: 'python/frame.html', title: 'Python', hidden: true, tabIndex: -1 });
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.setAttribute('aria-hidden', 'true');
    const late = setTimeout(() => reject(new Error('Python did not start: its frame did not answer.')), startTime);
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow || data !== 'ready') return;
      clearTimeout(late);
      removeEventListener('message', hear);
      resolve(frame);
    };
    addEventListener('message', hear);
    signal.addEventListener('abort', () => frame.remove());
    document.body.append(frame);
  });
}
