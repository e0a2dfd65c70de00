// Firefox ESR, as the system has it, through Playwright's BiDi. Without a screen it has no WebGL, so it gets one.

import { firefox } from 'playwright-core';
import { startDisplay } from './display.mjs';

/// `prefs` are entries of about:config: what it emulates is chosen there (colour scheme, reduced motion, no WebGL).
export async function launch(path, prefs = {}) {
  const display = await startDisplay();
  const browser = await firefox.launch({
    channel: 'moz-firefox', executablePath: path, headless: false, env: display.env,
    firefoxUserPrefs: { 'webgl.force-enabled': true, 'webgl.disabled': false, ...prefs },
  });
  browser.on('disconnected', display.close);
  return browser;
}
