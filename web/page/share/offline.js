// Use offline: a service worker keeps the page's files, a version at a time (service-worker.js). When a new
// version is complete, a line below the header says so. A reader who doesn't press its button has it at the next
// visit.

import { byId, element } from '../dom.js';
import * as say from '#words/share.js';

const enough = 60 * 60 * 1000;  // milliseconds between two looks for a new version, in a page that stays open

/// Does nothing where service workers aren't allowed.
export async function keepOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let hadVersion = Boolean(serviceWorker.controller);
  let chosen = false;
  serviceWorker.addEventListener('controllerchange', () => {
    if (chosen) location.reload();
    else if (hadVersion) offer(() => location.reload());  // another tab has chosen the new version
    hadVersion = true;
  });
  let registration;
  try {
    registration = await serviceWorker.register('service-worker.js', { updateViaCache: 'none' });
  } catch (error) {
    console.info(error);  // refused: the page works as before
    return;
  }
  const offerNew = () => {
    if (registration.waiting && serviceWorker.controller) offer(() => {
      chosen = true;
      if (registration.waiting) registration.waiting.postMessage('take over');
      else location.reload();
    });
  };
  const watch = (worker) => worker?.addEventListener('statechange', offerNew);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  offerNew();
  const look = () => registration.update().catch(() => {});  // offline
  if (hadVersion) look();
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < enough) return;
    looked = Date.now();
    look();
  });
}

let line = null;

function offer(take) {
  line?.remove();
  line = element('div', { class: 'notice', id: 'page-update' },
    element('p', { role: 'status', textContent: say.newVersion }),
    element('button', { type: 'button', class: 'button', textContent: say.useNow, onclick: take }),
    element('button', { type: 'button', class: 'button', textContent: say.notNow, onclick: () => line.remove() }));
  byId('page-top').append(line);
}
