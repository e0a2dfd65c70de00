// A site that's being worked on has no service worker. If the browser has one from this address, made by
// `make dist` and tried here, this one takes its place and removes itself and what was kept.

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const own = (name) => name.startsWith('interleave ') && name.includes(` ${registration.scope} `);
    await Promise.all((await caches.keys()).filter(own).map((name) => caches.delete(name)));
    await registration.unregister();
    for (const client of await clients.matchAll({ type: 'window', includeUncontrolled: true })) client.navigate(client.url);
  })());
});
