// Hands a trace over to Perfetto's viewer, in a window of its own. It's the one thing in the page that reaches another
// site, and only the reader's own press of that button does it. The viewer says when it's there: until then it's asked.

import * as say from '#words/export.js';

const site = 'https://ui.perfetto.dev';
const often = 200;       // milliseconds between two questions
const patience = 60_000;

/// To be called while the reader's press is handled, or the browser refuses the window. `make()` gives the file's text.
/// Resolves with '' or a sentence about what went wrong.
export function openInPerfetto(title, make, host = window) {
  const viewer = host.open(site);
  if (!viewer) return Promise.resolve(say.noWindow);
  return new Promise((resolve) => {
    const began = Date.now();
    const asking = setInterval(() => {
      if (viewer.closed) over(say.windowClosed);
      else if (Date.now() - began > patience) over(say.noAnswer);
      else viewer.postMessage('PING', site);
    }, often);
    const hear = ({ source, origin, data }) => {
      if (source !== viewer || origin !== site || data !== 'PONG') return;
      try {
        const { buffer } = new TextEncoder().encode(make());
        viewer.postMessage({ perfetto: { buffer, title, fileName: `${title}.json` } }, site);
        over('');
      } catch (error) {
        over(error.message);
      }
    };
    function over(sentence) {
      clearInterval(asking);
      host.removeEventListener('message', hear);
      resolve(sentence);
    }
    host.addEventListener('message', hear);
  });
}
