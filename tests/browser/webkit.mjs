// WebKitGTK's MiniBrowser, the engine of Safari, through WebDriver, with as much of Playwright's interface as the tests
// in three browsers use. WebDriver tells nothing of the console, so a script that the page runs first notes what would
// be said there.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { startDisplay } from './display.mjs';
import { serveSite } from './visits.mjs';
import { createPage } from './webkit-page.mjs';

const { fetch } = globalThis;  // Emscripten's programs take it away

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

/// Runs in the page, before its own scripts.
function note() {
  window.troubles = [];
  const add = (kind, text) => window.troubles.push({ kind, text });
  for (const kind of ['warn', 'error', 'assert']) {
    const said = console[kind].bind(console);
    console[kind] = (...words) => {
      if (kind !== 'assert' || !words[0]) add('console', `${kind}: ${words.map(String).join(' ')}`);
      said(...words);
    };
  }
  addEventListener('error', (event) => event.error && add('exception', String(event.error.stack ?? event.error)), true);
  addEventListener('unhandledrejection', ({ reason }) => add('exception', String(reason?.stack ?? reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => (
    add('console', `error: the policy forbids ${blockedURI} (${violatedDirective})`)));
}

/// The driver takes commands for one window, and one frame in it, at a time.
function createSession(ask) {
  const at = { window: null, frame: null };
  let last = Promise.resolve();
  const goTo = async (window, frame) => {
    if (at.window !== window) {
      await ask('POST', '/window', { handle: window });
      Object.assign(at, { window, frame: null });
    }
    if (at.frame === frame) return;
    await ask('POST', '/frame', { id: null });
    if (frame) await ask('POST', '/frame', { id: await ask('POST', '/execute/sync', { script: `return (${frame})()`, args: [] }) });
    at.frame = frame;
  };
  return {
    ask,
    /// Asks in a window; `frame` is a script that gives the frame's element, or null.
    askIn(window, frame, ...command) {
      const turn = last.then(async () => {
        await goTo(window, frame);
        return ask(...command);
      });
      last = turn.catch(() => {});
      return turn;
    },
  };
}

/// Every page has a window of its own; one without a page keeps the session. What the windows keep is shared: a new
/// profile is a new session.
function createContext(session, viewport, scripts) {
  const pages = [];
  const adopt = async (window) => {
    const page = createPage((...command) => session.askIn(window, null, ...command), {
      scripts, context,
      inFrame: (frame) => (...command) => session.askIn(window, frame, ...command),
      closed: () => pages.splice(pages.findIndex((each) => each.page === page), 1),
    });
    pages.push({ page, window });
    await page.setViewportSize(viewport);
    return page;
  };
  // Of all windows: a change of window in the middle of a click would undo it.
  const handles = () => session.ask('GET', '/window/handles');
  const context = {
    setDefaultTimeout() {},
    on: (kind, tell) => kind === 'page' && told.push(tell),
    async newPage() {
      const { handle } = await session.askIn(session.first, null, 'POST', '/window/new', { type: 'window' });
      const page = await adopt(handle);
      for (const tell of told) tell(page);
      return page;
    },
    /// Resolves with the page of a window that a page opens.
    async waitForEvent() {
      const before = await handles();
      for (let tries = 0; tries < 500; ++tries) {
        const opened = (await handles()).find((window) => !before.includes(window));
        if (opened) return adopt(opened);
        await new Promise((again) => setTimeout(again, 40));
      }
      throw new Error('no window was opened');
    },
    async close() {
      scripts.length = 0;
      for (const { page } of [...pages]) {
        await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); }).catch(() => {});
        await page.close();
      }
    },
  };
  const told = [];
  return context;
}

/// `paths` has the `driver` and the `browser`; `args` are switches of MiniBrowser.
export async function launch(paths, args = []) {
  const display = await startDisplay();
  const port = await freePort();
  const child = spawn('dbus-run-session', ['--', paths.driver, `--port=${port}`], {
    env: { ...display.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1', GTK_THEME: 'Adwaita' }, stdio: 'ignore', detached: true,
  });
  const scripts = [];
  const site = await serveSite({ first: () => [note, ...scripts].map((script) => `(${script})();`).join('\n') });
  const kill = () => {
    try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has ended */ }
    display.close();
  };
  process.once('exit', kill);
  const end = async () => {
    kill();
    await site.close();
  };
  async function call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, signal: AbortSignal.timeout(150_000),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  try {
    for (let tries = 0; ; ++tries) {
      try {
        await call('GET', '/status');
        break;
      } catch (error) {
        if (tries > 200) throw error;
        await new Promise((again) => setTimeout(again, 50));
      }
    }
    const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: {
      'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation', ...args] },
    } } });
    const session = createSession((method, path, body) => call(method, `/session/${sessionId}${path}`, body));
    session.first = await session.ask('GET', '/window');
    await session.ask('POST', '/timeouts', { script: 120_000, pageLoad: 120_000, implicit: 0 });
    const browser = {
      site,
      newContext: ({ viewport }) => createContext(session, viewport, scripts),
      async close() {
        await session.ask('DELETE', '').catch(() => {});
        await end();
      },
    };
    return browser;
  } catch (error) {
    await end();
    throw error;
  }
}
