// A headless Chromium, for the tests of a suite.

import { chromium } from 'playwright-core';
import { full } from '../full.mjs';
import { useBrowser } from './visits.mjs';

export { browsersOwn, serveSite, top } from './visits.mjs';

/// Pages of the browser's own that every window would load, for a bar that isn't there: a second of the processor's time.
const without = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/// What Playwright leaves out, as far as it can matter here: Chromium heeds one such list, the last.
const playwrights = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'BoundaryEventDispatchTracksNodeRemoval', 'DestroyProfileOnBrowserClose',
  'HttpsUpgrades', 'MediaRouter', 'OptimizationHints', 'PaintHolding', 'RenderDocument', 'ThirdPartyStoragePartitioning', 'Translate',
];

/// WebGL 2 by software, the rest of the page without it (a page is there in a third of the time then), and nothing that
/// Chromium would fetch or ask for of its own.
export const flags = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing',
  '--disable-gpu-rasterization', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
  `--disable-features=${[...without, ...playwrights].join()}`,
];

/// The usual run leaves out what V8 makes of WebAssembly that runs often: that's a third of what Python's start takes.
const untuned = full ? [] : ['--js-flags=--wasm-tiering-budget=1000000000'];

export function launch(more = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, ...more] });
}

/// See `useBrowser`; `more` are flags.
export function useChromium(more = []) {
  return useBrowser(['chromium', ...more].join(' '), () => launch([...untuned, ...more]));
}
