// Keeps one version of the site in the browser, wholly: what a first visit needs at once, the rest (Python, the
// editor) when it's first used. `make dist` gives each file a name with a hash of its content, so what a name
// stands for never changes; the pages alone have plain names, and are kept for each version apart. Every file is
// checked against the hash that this version has for it, so a half-uploaded site is never taken for a version.

/* global VERSION, PAGES, FILES, FIRST */
const version = VERSION;  // a hash of all that follows
const pages = PAGES;      // path to integrity; '' is the page itself
const files = FILES;      // path to integrity
const first = FIRST;      // the files of a first visit

const reference = ['questions/', 'cheat-sheet/', 'map/'].filter((path) => path in pages);  // kept from the start, as no lesson replaces them

const { scope } = registration;
const pagesCache = `interleave ${scope} pages ${version}`;
const filesCache = `interleave ${scope} files`;

const absolute = (path) => new URL(path, scope).href;
const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

/// Fetches a file as this version has it, and keeps it. Rejects if the host has another one by now.
async function keep(cache, path, integrity, mode) {
  const response = await fetch(absolute(path), { integrity, cache: mode, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(absolute(path), response.clone());
  return response;
}

async function keepFirst() {
  const kept = await caches.open(filesCache);
  await Promise.all(first.map(async (path) => (await kept.match(absolute(path))) ?? keep(kept, path, files[path], 'default')));
}

async function install() {
  const cache = await caches.open(pagesCache);
  await Promise.all([...['', ...reference].map((path) => keep(cache, path, pages[path], 'no-cache')), keepFirst()]);
}

/// A newer version is on its way, or complete and not yet in use: what isn't this version's may be its.
const isFollowed = () => Boolean(registration.installing || registration.waiting);

/// Forgets what no version in use needs.
async function forget() {
  if (isFollowed()) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`interleave ${scope} pages `) && name !== pagesCache).map((name) => caches.delete(name)));
  const kept = await caches.open(filesCache);
  const old = (await kept.keys()).filter(({ url }) => !has(files, url.slice(scope.length)));
  if (!isFollowed()) await Promise.all(old.map((request) => kept.delete(request)));
}

/// Nobody else has the site open, maybe with an older version.
async function isAlone({ clientId, resultingClientId }) {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  return open.every(({ id, url }) => id === clientId || id === resultingClientId || !url.startsWith(scope));
}

async function page(path) {
  const cache = await caches.open(pagesCache);
  const found = await cache.match(absolute(path));
  if (found) return found;
  try {
    return await keep(cache, path, pages[path], 'no-cache').catch(() => fetch(absolute(path)));
  } catch {
    return path ? offline(path.slice(0, -1)) : Response.error();
  }
}

/// Leads to a lesson in the page itself, as the lesson's own page does with a link that was shared (web/site/pages.mjs):
/// only a script sees what's after the #, the run's settings or a place in the text.
function offline(slug) {
  const script = `const at=location.hash.slice(1);location.replace('../#'+(at.includes('=')?'${slug}?'+at:at||'${slug}'))`;
  return new Response(`<!doctype html><meta charset="utf-8"><script>${script}</script>`, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

async function file(path) {
  const cache = await caches.open(filesCache);
  return (await cache.match(absolute(path))) ?? (has(files, path) ? keep(cache, path, files[path], 'default') : fetch(absolute(path)));
}

/// The frame in which Python runs belongs to no site, which is what the attribute `sandbox` says elsewhere.
async function frame(path) {
  const { body } = await file(path);
  return new Response(body, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': 'sandbox allow-scripts' } });
}

addEventListener('install', (event) => event.waitUntil(install()));
// An older version may have been told late of this one, and have removed its files as nobody's.
addEventListener('activate', (event) => event.waitUntil(Promise.all([clients.claim(), keepFirst().catch(() => {})])));
addEventListener('message', ({ data }) => data === 'take over' && skipWaiting());

addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/);
  if (request.method !== 'GET' || !url.startsWith(scope)) return;
  const path = url.slice(scope.length).replace(/(^|\/)index\.html$/, '$1');
  if ((request.mode === 'navigate' || reference.includes(path)) && has(pages, path)) {  // the search fetches the questions
    event.respondWith(page(path));
    if (path === '') event.waitUntil(isAlone(event).then((alone) => alone && forget()));
  } else if (/\.[0-9a-f]{12}\.\w+$/.test(path)) event.respondWith(/\bframe\.\w+\.html$/.test(path) ? frame(path) : file(path));
});
