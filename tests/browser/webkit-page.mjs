// A page of WebKitGTK's, as Playwright's pages are: see webkit.mjs.

import { locators } from './webkit-locator.mjs';

const keys = {
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', End: '\uE010', Home: '\uE011', Enter: '\uE007',
  Escape: '\uE00C', Tab: '\uE004', PageUp: '\uE00E', PageDown: '\uE00F', Backspace: '\uE003', Delete: '\uE017', Space: ' ',
  Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Meta: '\uE03D',
};
const keyOf = (name) => keys[name] ?? name;

/// `ask` asks the driver, in the page's window; `inFrame(script)` gives one that asks in a frame of it.
export function createPage(ask, { scripts, context, inFrame, closed }) {
  const listeners = { console: [], pageerror: [] };
  const turned = { x: 0, y: 0 };
  const at = { x: 0, y: 0 };
  const pointer = (...actions) => ask('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  const press = (...actions) => ask('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  const down = (value) => ({ type: 'keyDown', value });
  const up = (value) => ({ type: 'keyUp', value });

  const page = {
    context: () => context,
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
    addInitScript: async (script, given) => { scripts.push(`() => (${script})(${JSON.stringify(given)})`); },
    /// The driver would wait in vain for a script of a page that's left in the meantime, so what takes time is asked for again
    /// and again.
    async evaluate(work, ...given) {
      const run = (script, args) => ask('POST', '/execute/sync', { script, args });
      let told = await run(`
        const tell = (error) => ({ error: String(error) + ' ' + error?.stack });
        try {
          const value = (${work})(...arguments);
          if (!value?.then) return { value };
          const waited = window.waited ??= [];
          const id = waited.push(null) - 1;
          value.then((done) => { waited[id] = { value: done }; }, (error) => { waited[id] = tell(error); });
          return { id };
        } catch (error) {
          return tell(error);
        }`, given);
      for (const late = Date.now() + 120_000; 'id' in told;) {
        if (Date.now() > late) throw new Error(`never done: ${work}`);
        told = await run('return window.waited ? window.waited[arguments[0]] ?? { id: arguments[0] } : { error: "the page was left" }', [told.id]);
        if ('id' in told) await new Promise((again) => setTimeout(again, 20));
      }
      if (told.error) throw new Error(told.error);
      return told.value ?? undefined;
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
    /// Of the first element that `find`, which runs in the page, gives.
    async screenshotOf(find, given) {
      const [id] = Object.values(await ask('POST', '/execute/sync', { args: [given], script: `return (${find})(...arguments)[0]` }));
      return Buffer.from(await ask('GET', `/element/${id}/screenshot`), 'base64');
    },
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
    /// A frame, as far as it's like a page; `find`, which runs in the page, gives its element.
    frameAt: (find) => createPage(inFrame(find), { scripts, context }),
    url: () => page.evaluate(() => location.href),
    async close() {
      await page.tellAll().catch(() => {});
      await ask('DELETE', '/window');
      closed();
    },
  };
  return Object.assign(page, locators(page));
}
