// Where the page is: by itself, as a figure in another page (`?embed`), or on a host that has it ready for use
// offline. What that needs is fetched afterwards.

import { loadModule } from './load.js';

/// Whether the page is a figure in another one. Call this before the body is parsed. `?embed&listing` shows the
/// lesson's program, too.
export function tellEmbedded() {
  const asked = new URLSearchParams(location.search);
  const embedded = asked.has('embed');
  document.documentElement.classList.toggle('embed', embedded);
  document.documentElement.classList.toggle('embed-listing', embedded && asked.has('listing'));
  return embedded;
}

/// Only what `make dist` makes has a manifest, and a service worker: a site that's being worked on is never stale.
export function createSurroundings(player, { embedded, runAddress }) {
  if (embedded) load('embed.js', ({ showEmbedded }) => showEmbedded(player, runAddress));
  else if (document.querySelector('link[rel=manifest]')) load('offline.js', ({ keepOffline }) => keepOffline());
}

const load = (file, use) => loadModule(file).then(use).catch((error) => console.info(error));
