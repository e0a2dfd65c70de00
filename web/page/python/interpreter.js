// One Python: a worker in the sandbox's frame, as the page sees it.

import { isPiece, readCheck, readOutcome, readTrace } from './answers.js';

const startTime = 30_000;  // milliseconds until it has to be ready
const grace = 1_000;       // milliseconds beyond a request's own limit, and for the look at what a run has changed
const mostBytes = 2 ** 28; // that a request's pieces may have together: a run of two million events has half of that

let numbers = 0;

/// A worker was ended: because it was `stopped`, because its `time` was up, because Python was `broken`, or because the
/// panel `refused` what it told.
export class Gone extends Error {
  constructor(reason, details = '') {
    super(reason);
    this.reason = reason;
    this.details = String(details).slice(0, 4000);
  }
}

/// Makes one in `frame`; resolves when it's ready, rejects with a sentence.
export async function makeInterpreter(frame) {
  const number = ++numbers;
  const { port1: port, port2 } = new MessageChannel();
  const tell = (message, ports = []) => frame.contentWindow?.postMessage(message, '*', ports);
  let used = false;
  let altered = Promise.resolve(false);
  let giveUp = null;  // of what is asked, as long as it's not answered

  /// The frame tells when a worker breaks down, which its port doesn't.
  function hearFrame({ source, data }) {
    if (source === frame.contentWindow && data?.broken === number) giveUp?.(new Gone('broken', data.message));
  }
  addEventListener('message', hearFrame);

  function end() {
    removeEventListener('message', hearFrame);
    port.close();
    tell({ end: number });
  }

  /// What it says until `hear(data)` gives something, or fails; `milliseconds` at the most.
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
    await answered(startTime, new Error('Python did not start: this browser may lack the memory for it, or forbid it.'), ({ ready, failed }) => {
      if (failed) throw new Error(`Python did not start: ${String(failed).slice(0, 300)}`);
      return ready ? true : undefined;
    });
  } catch (error) {
    end();
    throw error instanceof Gone ? new Error(`Python did not start: ${error.details.slice(0, 300)}`) : error;
  }

  return {
    end,
    /// Whether a program has run in it.
    used: () => used,
    /// Whether the last one changed Python itself.
    altered: () => altered,
    /// Ends what it's asked, for this reason.
    giveUp: (reason) => giveUp?.(new Gone(reason)),
    /// Asks for a check, a run or a trace; `onPiece(texts, events)` gets what a run tells. Rejects with a Gone.
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
      }
      return answer;
    },
  };
}

function readAnswer({ run, trace }, done) {
  if (run) return readOutcome(done);
  return trace ? readTrace(done) : readCheck(done);
}
