// Mouse, touch, pen and wheel on the canvas. A pointer that goes down is captured
// until it goes up; a second finger makes a pinch of it. The page keeps its own
// scrolling wherever the panel has no use for a wheel.

import { cursors, pointerKinds, pointerTypes } from './engine.js';

const lineHeight = 24;  // pixels that a wheel's 'line' stands for

export function createInput(canvas, player) {
  const fingers = new Map();  // pointerId -> {x, y}, touches that are down
  let spread = 0;             // distance between two fingers at the last pinch step, 0 without a pinch

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const send = (kind, event) => {
    const { x, y } = place(event);
    const button = Math.max(event.button, 0);
    player.touch((engine) => engine.pointer(pointerKinds[kind], x, y, button, pointerTypes[event.pointerType] ?? 0));
  };
  const two = () => {
    const [a, b] = fingers.values();
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, place(event));
      if (fingers.size === 2) {
        send('cancel', event);
        spread = two().distance;
      }
      if (fingers.size > 1) return;
    }
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is already gone.
    }
    send('down', event);
  });

  canvas.addEventListener('pointermove', (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, place(event));
    if (!spread) {
      send('move', event);
    } else if (fingers.size === 2) {
      const { distance, x, y } = two();
      player.touch((engine) => engine.pinch(distance / spread, x, y));
      spread = distance || 1;
    }
  });

  const release = (kind) => (event) => {
    fingers.delete(event.pointerId);
    if (!spread) send(kind, event);
    else if (fingers.size === 0) spread = 0;  // what is left of a pinch does nothing
  };
  canvas.addEventListener('pointerup', release('up'));
  canvas.addEventListener('pointercancel', release('cancel'));
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 0) send('leave', event);
  });

  canvas.addEventListener('wheel', (event) => {
    const unit = [1, lineHeight, canvas.clientHeight][event.deltaMode];
    const { x, y } = place(event);
    const used = player.touch((engine) => {
      engine.pointer(pointerKinds.move, x, y, 0, pointerTypes.mouse);
      return engine.wheel(event.deltaX * unit, event.deltaY * unit, event.ctrlKey);
    });
    if (used) event.preventDefault();
  }, { passive: false });

  // Two fingers where the panel zooms must not scroll the page as well.
  canvas.addEventListener('touchmove', (event) => {
    if (event.touches.length < 2 || !event.cancelable) return;
    const { x, y } = place(event.touches[0]);
    if (player.touch((engine) => engine.wheelTarget(x, y))) event.preventDefault();
  }, { passive: false });

  // Safari on a Mac tells of pinches on the trackpad in its own way.
  let gesture = 1;
  canvas.addEventListener('gesturestart', (event) => {
    event.preventDefault();
    gesture = 1;
  });
  canvas.addEventListener('gesturechange', (event) => {
    event.preventDefault();
    if (fingers.size) return;
    const { x, y } = place(event);
    player.touch((engine) => engine.pinch(event.scale / gesture, x, y));
    gesture = event.scale;
  });

  canvas.addEventListener('contextmenu', (event) => {
    if (event.pointerType === 'touch') event.preventDefault();
  });
  player.on('frame', () => {
    const cursor = cursors[player.cursor()] ?? 'default';
    if (canvas.style.cursor !== cursor) canvas.style.cursor = cursor;
  });
}
