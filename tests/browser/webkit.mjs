// WebKitGTK's MiniBrowser, the engine of Safari, through WebDriver, with as much of Playwright's interface as the tests
// in three browsers use. WebDriver tells nothing of the console, so a script that the page runs first notes what would
// be said there.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { startDisplay } from './display.mjs';
import { serveSite } from './visits.mjs';

const keys = {
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', End: '\uE010', Home: '\uE011', Enter: '\uE007',
  Escape: '\uE00C', Tab: '\uE004', PageUp: '\uE00E', PageDown: '\uE00F', Backspace: '\uE003', Delete: '\uE017', Space: ' ',
  Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Meta: '\uE03D',
};
const { fetch } = globalThis;  // Emscripten's programs take it away
const keyOf = (name) => keys[name] ?? name;

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

/// `paths` has the `driver` and the `browser`; `args` are switches of MiniBrowser. One session serves all pages, one
/// after the other.
export async function launch(paths, args = []) {
  const display = await startDisplay();
  const port = await freePort();
  const child = spawn('dbus-run-session', ['--', paths.driver, `--port=${port}`], {
    env: { ...display.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1', GTK_THEME: 'Adwaita' }, stdio: 'ignore', detached: true,
  });
  const scripts = [];
  const site = await serveSite(() => [note, ...scripts].map((script) => `(${script})();`).join('\n'));
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
    const ask = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
    await ask('POST', '/timeouts', { script: 120_000, pageLoad: 120_000, implicit: 0 });
    const browser = {
      site,
      async newContext({ viewport }) {
        const page = createPage(ask, scripts);
        page.context = () => context;
        const context = {
          setDefaultTimeout() {},
          on: (_kind, tell) => tell(page),
          async newPage() {
            await page.setViewportSize(viewport);
            return page;
          },
          async close() {
            scripts.length = 0;
            await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); }).catch(() => {});
            await page.goto('about:blank');
          },
        };
        return context;
      },
      async close() {
        await ask('DELETE', '').catch(() => {});
        await end();
      },
    };
    return browser;
  } catch (error) {
    await end();
    throw error;
  }
}

function createPage(ask, scripts) {
  const listeners = { console: [], pageerror: [] };
  const turned = { x: 0, y: 0 };
  const at = { x: 0, y: 0 };
  const pointer = (...actions) => ask('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  const press = (...actions) => ask('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  const down = (value) => ({ type: 'keyDown', value });
  const up = (value) => ({ type: 'keyUp', value });

  const page = {
    on: (kind, listener) => listeners[kind]?.push(listener),
    /// Tells what the page has said since it was loaded.
    async tellAll() {
      const said = await page.evaluate(() => (window.troubles ?? []).splice(0));
      for (const { kind, text } of said) {
        const event = kind === 'console' ? { text: () => text, type: () => 'error' } : { message: text };
        listeners[kind === 'console' ? 'console' : 'pageerror'].forEach((listener) => listener(event));
      }
    },
    async goto(url) {
      await page.tellAll().catch(() => {});
      await ask('POST', '/url', { url });
    },
    async reload() {
      await page.tellAll();
      await ask('POST', '/refresh', {});
    },
    goBack: () => ask('POST', '/back', {}),
    goForward: () => ask('POST', '/forward', {}),
    title: () => ask('GET', '/title'),
    addInitScript: async (script) => { scripts.push(script); },
    async evaluate(work, ...given) {
      const { value, error } = await ask('POST', '/execute/async', { args: given, script: `
        const done = arguments[arguments.length - 1];
        const given = [...arguments].slice(0, -1);
        Promise.resolve().then(() => (${work})(...given)).then((value) => done({ value }), (error) => done({ error: String(error) + ' ' + error?.stack }));` });
      if (error) throw new Error(error);
      return value ?? undefined;
    },
    async waitForFunction(condition, given) {
      for (let tries = 0; !await page.evaluate(condition, given); ++tries) {
        if (tries > 1500) throw new Error(`never true: ${condition}`);
        await new Promise((again) => setTimeout(again, 40));
      }
    },
    async setViewportSize({ width, height }) {
      const inner = () => page.evaluate(() => new Promise((size) => setTimeout(() => size([innerWidth, innerHeight]), 150)));
      await ask('POST', '/window/rect', { width, height });
      for (let tries = 0; tries < 5; ++tries) {
        const [w, h] = await inner();
        if (w === width && h === height) return;
        const outer = await ask('GET', '/window/rect');
        await ask('POST', '/window/rect', { width: outer.width + width - w, height: outer.height + height - h });
      }
    },
    screenshot: async () => Buffer.from(await ask('GET', '/screenshot'), 'base64'),
    mouse: {
      async move(x, y) {
        Object.assign(at, { x, y });
        await pointer({ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' });
      },
      down: () => pointer({ type: 'pointerDown', button: 0 }),
      up: () => pointer({ type: 'pointerUp', button: 0 }),
      async click(x, y) {
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.up();
      },
      // The driver sends the difference to the last deltas that it was given, so it's given running sums.
      wheel: (dx, dy) => ask('POST', '/actions', { actions: [{ type: 'wheel', id: 'wheel', actions: [{
        type: 'scroll', x: Math.round(at.x), y: Math.round(at.y), deltaX: (turned.x += dx), deltaY: (turned.y += dy), origin: 'viewport', duration: 0,
      }] }] }),
    },
    keyboard: {
      press(combination) {
        const names = combination === '+' ? ['+'] : combination.split('+');
        const held = names.slice(0, -1).map(keyOf);
        const key = keyOf(names.at(-1));
        return press(...held.map(down), down(key), up(key), ...held.reverse().map(up));
      },
      type: (text) => press(...[...text].flatMap((c) => [down(c), up(c)])),
    },
    locator: (css) => createLocator(page, css),
  };
  return page;
}

/// The first element of a selector.
function createLocator(page, css) {
  const find = (work, given) => page.evaluate(`async (css, given) => {
    const late = Date.now() + 30000;
    for (;;) {
      const node = document.querySelector(css);
      if (node) return (${work})(node, given);
      if (Date.now() > late) throw new Error('there is no ' + css);
      await new Promise((again) => setTimeout(again, 40));
    }
  }`, css, given);
  return {
    evaluate: find,
    focus: () => find((node) => node.focus()),
    textContent: () => find((node) => node.textContent),
    inputValue: () => find((node) => node.value),
    isVisible: () => page.evaluate((wanted) => Boolean(document.querySelector(wanted)?.checkVisibility({ visibilityProperty: true })), css),
    boundingBox: () => find((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x, y, width, height };
    }),
    count: () => page.evaluate((all) => document.querySelectorAll(all).length, css),
    fill: (text) => find((node, value) => {
      node.focus();
      node.value = value;
      node.dispatchEvent(new InputEvent('input', { bubbles: true }));
      node.dispatchEvent(new Event('change', { bubbles: true }));
    }, text),
    async click() {
      const { x, y } = await find((node) => {
        node.scrollIntoView({ block: 'nearest' });
        const box = node.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      });
      await page.mouse.click(x, y);
    },
  };
}
