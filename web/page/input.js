// Mouse, touch, pen and wheel on the canvas. A pointer is captured from press to release; a second finger
// starts a pinch. Moving a finger up or down scrolls the page: the engine gets a press by finger or pen only
// once it's a tap or a sideways drag, so scrolling never changes anything. If the panel has no use for the
// wheel, the page scrolls as usual.

import { cursors, pointerKinds, pointerTypes } from './engine.js';

const lineHeight = 24;  // pixels per 'line' of the wheel
const tremble = 8;      // pixels: a finger that moves less is tapping

export function createInput(canvas, player) {
  const fingers = new Map();  // pointerId -> {x, y} of touches that are down
  let spread = 0;             // distance between two fingers at the last pinch step, 0 if there's no pinch
  let press = null;           // by a finger or a pen: { id, event, at, sent, scrolls }

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / player.scale(), y: (event.clientY - box.top) / player.scale() };
  };
  const send = (kind, event, { x, y } = place(event)) => {
    const button = Math.max(event.button, 0);
    player.touch((engine) => engine.pointer(pointerKinds[kind], x, y, button, pointerTypes[event.pointerType] ?? 0));
  };
  const two = () => {
    const [a, b] = fingers.values();
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  /// Sends the engine the press that was held back.
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
      if (lifted && fingers.size === 0) spread = 0;  // ignore the rest of a pinch
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

  canvas.addEventListener('pointercancel', (event) => {  // it has no position
    fingers.delete(event.pointerId);
    if (spread && fingers.size === 0) spread = 0;
    if (event.pointerType === 'mouse') send('cancel', event);
    else if (press?.id === event.pointerId) dropPress();
  });
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 0) send('leave', event);
  });

  // Once the engine has a drag, the browser mustn't scroll by it. Nor by two fingers over the area that
  // zooms.
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

  // Safari on a Mac has its own events for trackpad pinches.
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
