// The three browsers in which the page has to work, and what each one's driver can do. The usual run has Chromium alone;
// a full one all three. BROWSER=firefox, or several with commas, chooses.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { describe } from 'node:test';
import { full } from '../full.mjs';
import { launch as launchChromium, useChromium } from './chromium.mjs';
import { launch as launchFirefox } from './firefox.mjs';
import { useBrowser as useLaunched } from './visits.mjs';
import { launch as launchWebKit } from './webkit.mjs';

const asked = process.env.BROWSER?.split(',');
export const names = asked ?? (full ? ['chromium', 'firefox', 'webkit'] : ['chromium']);

/// The path of the first of these programs that's there.
function found(...programs) {
  for (const program of programs) {
    if (program.startsWith('/') && existsSync(program)) return program;
    try {
      return execFileSync('sh', ['-c', `command -v "${program}"`], { encoding: 'utf8' }).trim();
    } catch {
      // Look for the next one.
    }
  }
  return null;
}

const miniBrowser = () => ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).flatMap((inside) => ['', 'webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']
    .map((last) => [folder, inside, last, 'MiniBrowser'].filter(Boolean).join('/')))).find((path) => existsSync(path)) ?? null;

const kinds = {
  chromium: {
    can: { touch: true, media: true, popups: true, clipboard: true, downloads: true, axe: true },
    find: () => ({ path: process.env.CHROMIUM || found('chromium') }),
    launch: (_paths, { noWebGL } = {}) => launchChromium(noWebGL ? ['--disable-3d-apis'] : []),
  },
  firefox: {
    can: { touch: false, media: false, popups: true, clipboard: false, downloads: false, axe: false },
    find: () => ({ path: found('firefox-esr', 'firefox'), display: found('Xvfb') }),
    // The driver's keys and clicks don't reach a frame of another site, unless that's in the page's process.
    launch: ({ path }, { noWebGL, frames } = {}) => launchFirefox(path, { ...(noWebGL && { 'webgl.disabled': true }), ...(frames && { 'fission.autostart': false }) }),
  },
  webkit: {
    // A window that a click in a frame opens comes only sometimes.
    can: { touch: false, media: false, popups: false, clipboard: false, downloads: false, axe: false },
    find: () => ({ driver: found('WebKitWebDriver'), browser: miniBrowser(), display: found('Xvfb'), bus: found('dbus-run-session') }),
    launch: (paths, { noWebGL } = {}) => launchWebKit(paths, noWebGL ? ['--enable-webgl=false'] : []),
  },
};

/// `launch(options)` for a browser of its own (`noWebGL`, one that has none; `frames`, one with foreign frames), and `missing`, a sentence for a test's `skip` if it isn't there, or false.
export function browserOf(name) {
  const kind = kinds[name];
  if (!kind) throw new Error(`There is no browser '${name}' here, but ${Object.keys(kinds).join(', ')}.`);
  const paths = kind.find();
  const absent = Object.keys(paths).filter((part) => !paths[part]);
  const missing = absent.length > 0 && `${name} is not installed (${absent.join(', ')}); 'sh cmake/setup.sh full' does that`;
  return { can: kind.can, missing, launch: (options) => kind.launch(paths, options) };
}

/// To be called in a `describe`: `visit` as in visits.mjs, `can`, what the driver can do, and `missing` and `launch` as
/// above. With `noWebGL`, a browser that has none.
export function useBrowser(name, options = {}) {
  const kind = browserOf(name);
  if (kind.missing) return { ...kind, visit: () => () => {} };
  if (name === 'chromium' && !options.noWebGL) return { ...kind, ...useChromium() };
  return { ...kind, ...useLaunched([name, JSON.stringify(options)].join(' '), () => kind.launch(options)) };
}

/// A suite for each browser that's wanted. `work` gets what `useBrowser` gives, and `skip`, the options of a test case that's
/// left out where the browser isn't there.
export function inEachBrowser(title, work) {
  for (const name of names) {
    describe(`${title}, in ${name}`, () => {
      const used = useBrowser(name);
      work({ ...used, name, skip: { skip: used.missing } });
    });
  }
}
