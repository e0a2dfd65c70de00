import { launch, serveSite } from './chromium.mjs';
import { ready, settled } from './panel.mjs';
const out = process.argv[2];
const site = await serveSite();
const browser = await launch();
const shots = process.argv.slice(3);
const sizes = { d: { viewport: { width: 1440, height: 900 } }, p: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }, m: { viewport: { width: 720, height: 560 } } };
const pages = {
  share: ['#queues?t=6', async (page) => { await ready(page); await page.getByRole('button', { name: 'share', exact: true }).click(); await page.getByRole('button', { name: 'Copy link' }).click(); await page.waitForTimeout(300); }],
  lesson: ['tasks/', async () => {}],
  about: ['about/', async () => {}],
  missing: ['404.html', async () => {}],
  embed: ['?embed#queues?t=6', async (page) => { await ready(page); await page.waitForTimeout(500); console.log(await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth, [...document.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().bottom > innerHeight + 1 && getComputedStyle(e).position !== 'absolute' && e.offsetParent).slice(0, 6).map((e) => e.tagName + '.' + e.className + '#' + e.id)].join(' '))); }],
  listing: ['?embed&listing#queues?t=6', async (page) => { await ready(page); await page.waitForTimeout(500); }],
};
for (const shot of shots) {
  const [name, size, scheme] = shot.split('-');
  const context = await browser.newContext({ ...sizes[size], colorScheme: scheme === 'k' ? 'dark' : 'light', permissions: ['clipboard-write'] });
  const page = await context.newPage();
  page.on('console', (m) => console.log(shot, m.text()));
  await page.goto(site.address + pages[name][0]);
  await pages[name][1](page);
  await page.screenshot({ path: `${out}/${shot}.png` });
  await context.close();
}
await browser.close();
site.close();
