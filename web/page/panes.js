// How text and panel share the window. Side by side, there's a divider that you can drag or move with keys.
// One above the other, the panel is a dock at the bottom that you can pull up to full height or down to its
// transport bar. page.css decides which.

import { byId } from './dom.js';
import { recall, remember } from './storage.js';
import * as say from '#words/panel.js';

const docks = ['bar', 'half', 'full'];
const root = document.documentElement;

export function createPanes() {
  const listeners = [];
  watchHeader();
  const divider = createDivider();
  const dock = createDock();
  window.addEventListener('resize', () => {
    divider.clamp();
    listeners.forEach((listener) => listener());
  });
  return {
    /// Calls `listener()` when the window's size changes.
    onChange: (listener) => listeners.push(listener),
    /// Makes room for parts that are read rather than watched.
    raiseDock() {
      if (dock.state() === 'bar') dock.set('half');
    },
  };
}

function watchHeader() {
  const header = byId('page-top');
  new ResizeObserver(() => root.style.setProperty('--header-height', `${header.offsetHeight}px`)).observe(header);
}

function createDivider() {
  const divider = byId('page-divider');
  const text = byId('page-text');
  const step = 16;
  const range = () => {
    const whole = root.clientWidth;
    return { least: Math.min(400, Math.round(whole * 0.4)), most: Math.round(whole - Math.max(360, whole * 0.25)) };
  };
  let chosen = Number(recall('text-width')) || null;

  function set(width) {
    const { least, most } = range();
    chosen = width === null ? null : Math.round(Math.min(Math.max(width, least), most));
    apply();
    remember('text-width', chosen);
  }

  function apply() {
    const { least, most } = range();
    if (chosen === null) root.style.removeProperty('--text-width');
    else root.style.setProperty('--text-width', `${Math.min(Math.max(chosen, least), most)}px`);
    divider.setAttribute('aria-valuemin', least);
    divider.setAttribute('aria-valuemax', most);
    divider.setAttribute('aria-valuenow', Math.round(text.offsetWidth));
    divider.setAttribute('aria-valuetext', say.pixels(Math.round(text.offsetWidth)));
  }

  divider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    divider.focus({ preventScroll: true });
    divider.setPointerCapture(event.pointerId);
    const grip = event.clientX - text.offsetWidth;  // the grabbed point within the divider
    const move = ({ clientX }) => set(clientX - grip);
    divider.addEventListener('pointermove', move);
    divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', move), { once: true });
  });
  divider.addEventListener('dblclick', () => set(null));
  divider.addEventListener('keydown', (event) => {
    const moves = { ArrowLeft: -step, ArrowRight: step };
    if (event.key in moves) set(text.offsetWidth + moves[event.key]);
    else if (event.key === 'Enter') set(null);
    else return;
    event.preventDefault();
  });
  apply();
  return { clamp: apply };
}

function createDock() {
  const handle = byId('panel-handle');
  const panel = byId('page-panel');
  let state = docks.includes(recall('dock')) ? recall('dock') : 'half';
  let dragged = false;  // the last press became a drag, so its click doesn't count

  function set(next) {
    state = next;
    root.dataset.dock = next;
    root.style.removeProperty('--dock-height');
    handle.setAttribute('aria-label', say.dockHeight(say.docks[next]));
    remember('dock', next);
  }

  const heights = () => {
    const full = window.innerHeight - byId('page-top').offsetHeight;
    const bar = panel.offsetHeight - byId('panel-stage').offsetHeight + 64;
    return { bar, half: window.innerHeight / 2, full };
  };

  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    const startY = event.clientY;
    const startHeight = panel.offsetHeight;
    dragged = false;
    const move = ({ clientY }) => {
      if (!dragged && Math.abs(clientY - startY) < 6) return;
      dragged = true;
      const { bar, full } = heights();
      root.style.setProperty('--dock-height', `${Math.round(Math.min(Math.max(startHeight + startY - clientY, bar), full))}px`);
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      if (dragged) set(nearest(panel.offsetHeight, heights()));
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end, { once: true });
  });
  handle.addEventListener('click', ({ detail }) => {
    const fromPointer = detail > 0;
    if (!(dragged && fromPointer)) set({ bar: 'half', half: 'full', full: 'bar' }[state]);
  });
  handle.addEventListener('keydown', (event) => {
    const move = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    set(docks[Math.min(Math.max(docks.indexOf(state) + move, 0), docks.length - 1)]);
  });
  /// An answer that's being given takes the room that it needs: the dock is lowered if it covers the button that checks it.
  byId('page-text').addEventListener('pointerup', ({ target }) => {
    const [actions] = target.closest('.order, .next, .end, .choices, .bench-text')?.closest('.prediction, .exercise')?.getElementsByClassName('actions') ?? [];
    const covered = actions?.getBoundingClientRect();
    const dock = panel.getBoundingClientRect();
    if (covered && covered.bottom > dock.top && covered.left >= dock.left) set('bar');
  });
  set(state);
  return { set, state: () => state };
}

function nearest(height, heights) {
  return docks.reduce((best, name) => (Math.abs(heights[name] - height) < Math.abs(heights[best] - height) ? name : best));
}
