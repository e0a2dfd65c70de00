// One Python interpreter, in a worker in the sandbox's frame, seen from the page.

import { isPiece, readCheck, readOutcome, readTrace, readTries } from './answers.js';
import * as say from '#words/playground.js';

const startTime = 30_000;  // milliseconds that starting may take
const grace = 1_000;       // milliseconds beyond a request's own limit, and for checking what a run has changed
const mostBytes = 2 ** 28; // the total of a request's pieces: a run of two million events takes half of this

let numbers = 0;

/// A worker was ended: it was `stopped`, its `time` was up, Python was `broken`, or the panel `refused` its
/// events.
export class Gone extends Error {
  constructor(reason, details = '') {
    super(reason);
    this.reason = reason;
    this.details = String(details).slice(0, 4000);
  }
}

/// Makes one in `frame`. Resolves when it's ready, rejects with a sentence.
export async function makeInterpreter(frame) {
  const number = ++numbers;
  const { port1: port, port2 } = new MessageChannel();
  const tell = (message, ports = []) => frame.contentWindow?.postMessage(message, '*', ports);
  let used = false;
  let altered = Promise.resolve(false);
  let giveUp = null;  // rejects the current request, while there is one

  /// The frame reports a worker's crash; the worker's port doesn't.
  function hearFrame({ source, data }) {
    if (source === frame.contentWindow && data?.broken === number) giveUp?.(new Gone('broken', data.message));
  }
  addEventListener('message', hearFrame);

  function end() {
    removeEventListener('message', hearFrame);
    port.close();
    tell({ end: number });
  }

  /// Waits until `hear(data)` returns a value for a message, or throws; at most `milliseconds`.
  const answered = (milliseconds, late, hear) => new Promise((resolve, reject) => {
    const over = (settle) => (value) => {
      clearTimeout(timer);
      giveUp = port.onmessage = null;
      settle(value);
    };
    const [done, fail] = [resolve, reject].map(over);
    const timer = setTimeout(() => fail(late), milliseconds);
    giveUp = fail;
    port.onmessage = ({ data }) => {
      try {
        const heard = hear(data ?? {});
        if (heard !== undefined) done(heard);
      } catch (error) {
        fail(error);
      }
    };
  });

  tell({ make: number }, [port2]);
  try {
    await answered(startTime, new Error(say.noMemory), ({ ready, failed }) => {
      if (failed) throw new Error(say.notStarted(String(failed).slice(0, 300)));
      return ready ? true : undefined;
    });
  } catch (error) {
    end();
    throw error instanceof Gone ? new Error(say.notStarted(error.details.slice(0, 300))) : error;
  }

  return {
    end,
    /// Whether it has run a program.
    used: () => used,
    /// Whether the last program changed Python itself.
    altered: () => altered,
    /// Ends the current request with this reason.
    giveUp: (reason) => giveUp?.(new Gone(reason)),
    /// Requests a check, a run, runs of a search or a trace. Calls `onPiece(texts, events)` with a run's events. Rejects with a
    /// Gone.
    ask(request, onPiece, milliseconds) {
      const id = ++numbers;
      used ||= !('check' in request);
      let bytes = 0;
      const answer = answered(milliseconds + grace, new Gone('time'), (data) => {
        if (data.id !== id) return undefined;
        if (isPiece(data)) {
          bytes += data.texts.length + data.events.length;
          if (bytes > mostBytes) throw new Gone('broken', 'it told too much');
          onPiece(data.texts, data.events);
          if (!('done' in data)) return undefined;
        }
        const done = data.done && readAnswer(request, data.done);
        if (!done) throw new Gone('broken', data.broken);
        return done;
      });
      port.postMessage({ ...request, id, milliseconds });
      if (request.run) {
        const look = () => answered(grace, new Gone('time'), (data) => (data.id === id ? data.altered !== false : undefined));
        altered = answer.then(look).catch(() => true);
      } else if (request.tries) {
        altered = answer.then((done) => done.altered).catch(() => true);
      }
      return answer;
    },
  };
}

function readAnswer({ run, tries, trace }, done) {
  if (run) return readOutcome(done);
  if (tries) return readTries(done);
  return trace ? readTrace(done) : readCheck(done);
}
