// Mouse, touch, pen and wheel on the canvas. A pointer that goes down is captured
// until it goes up; a second finger makes a pinch of it. The browser scrolls by
// fingers that move up or down: the engine hears of a press by finger or pen only
// once it is a tap or a drag sideways, so that scrolling never changes anything. The
// page keeps its own scrolling wherever the panel has no use for a wheel.

import { cursors, pointerKinds, pointerTypes } from './engine.js';

const lineHeight = 24;  // pixels that a wheel's 'line' counts for
const tremble = 8;      // pixels: a finger that moves no further taps

export function createInput(canvas, player) {
  const fingers = new Map();  // pointerId -> {x, y}, touches that are down
  let spread = 0;             // distance between two fingers at the last pinch step, 0 without a pinch
  let press = null;           // of a finger or a pen: { id, event, at, sent, scrolls }

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const send = (kind, event, { x, y } = place(event)) => {
    const button = Math.max(event.button, 0);
    player.touch((engine) => engine.pointer(pointerKinds[kind], x, y, button, pointerTypes[event.pointerType] ?? 0));
  };
  const two = () => {
    const [a, b] = fingers.values();
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  /// Lets the engine know of the press that was held back.
  function sendPress() {
    press.sent = true;
    send('down', press.event, press.at);
  }

  function dropPress() {
    if (press?.sent) send('cancel', press.event);
    press = null;
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, place(event));
      if (fingers.size === 2) {
        dropPress();
        spread = two().distance;
      }
      if (fingers.size > 1) return;
    }
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is already gone.
    }
    if (event.pointerType === 'mouse') send('down', event);
    else press = { id: event.pointerId, event, at: place(event), sent: false, scrolls: false };
  });

  canvas.addEventListener('pointermove', (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, place(event));
    if (spread) {
      if (fingers.size !== 2) return;
      const { distance, x, y } = two();
      player.touch((engine) => engine.pinch(distance / spread, x, y));
      spread = distance || 1;
      return;
    }
    if (press?.id === event.pointerId) {
      decide(event);
      if (!press.sent) return;
    }
    send('move', event);
  });

  function decide(event) {
    if (press.sent || press.scrolls) return;
    const { x, y } = place(event);
    const [across, along] = [Math.abs(x - press.at.x), Math.abs(y - press.at.y)];
    if (Math.hypot(across, along) <= tremble) return;
    if (across > along) sendPress();
    else press.scrolls = true;
  }

  canvas.addEventListener('pointerup', (event) => {
    const lifted = fingers.delete(event.pointerId);
    if (spread) {
      if (lifted && fingers.size === 0) spread = 0;  // what is left of a pinch does nothing
    } else if (press?.id !== event.pointerId) {
      if (event.pointerType === 'mouse') send('up', event);
    } else {
      if (press.sent) send('up', event);
      else if (!press.scrolls) {
        sendPress();
        send('up', event, press.at);
      }
      press = null;
    }
  });

  canvas.addEventListener('pointercancel', (event) => {  // it tells no place
    fingers.delete(event.pointerId);
    if (spread && fingers.size === 0) spread = 0;
    if (event.pointerType === 'mouse') send('cancel', event);
    else if (press?.id === event.pointerId) dropPress();
  });
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 0) send('leave', event);
  });

  // A drag that the engine has been told of is no longer the browser's to scroll by. Nor are two fingers where
  // the panel zooms.
  canvas.addEventListener('touchmove', (event) => {
    if (!event.cancelable) return;
    const { x, y } = place(event.touches[0]);
    if (event.touches.length > 1 ? player.touch((engine) => engine.wheelTarget(x, y)) : press?.sent) event.preventDefault();
  }, { passive: false });

  canvas.addEventListener('wheel', (event) => {
    const unit = [1, lineHeight, canvas.clientHeight][event.deltaMode];
    const { x, y } = place(event);
    const used = player.touch((engine) => {
      engine.pointer(pointerKinds.move, x, y, 0, pointerTypes.mouse);
      return engine.wheel(event.deltaX * unit, event.deltaY * unit, event.ctrlKey);
    });
    if (used) event.preventDefault();
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
