import { serveSite, launch } from './chromium.mjs';
import { ready, settled } from './panel.mjs';
const { address, close } = await serveSite();
const browser = await launch([]);
const shots = [['desktop-light', { viewport: { width: 1440, height: 900 } }], ['desktop-dark', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' }],
 ['phone-light', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
 ['phone-dark', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: 'dark' }]];
for (const [name, options] of shots) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (m) => console.log(m.text()));
  page.on('pageerror', (e) => console.log(String(e)));
  await page.goto(`${address}#gather-and-blocking`);
  await ready(page);
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
  await settled(page);
  await page.screenshot({ path: `/work/h/warn/${name}-1.png` });
  await page.locator('#warnings-open').click();
  await page.locator('.warnings-list li').first().waitFor();
  await page.screenshot({ path: `/work/h/warn/${name}-2.png` });
  console.log(name, await page.locator('#warnings-open').textContent(), JSON.stringify(await page.locator('.warnings-list li').allTextContents()));
  await page.locator('.warnings-list .link').first().click();
  await settled(page);
  await page.screenshot({ path: `/work/h/warn/${name}-3.png` });
  console.log((await page.evaluate(() => window.interleave.state())).t, await page.locator('.pointed').count(), JSON.stringify(await page.evaluate(() => window.interleave.rows('warnings'))));
  await context.close();
}
await browser.close(); close();
