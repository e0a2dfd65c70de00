// A small box of the panel that a link opens: what they have in common. It isn't a dialog, so the page behind it stays
// usable.

/// `opener` shows and hides `box`, and Escape in it hides it. `first()` gives what gets the focus in it; `onShow(open)` is
/// called after it's shown or hidden.
export function createBox(box, opener, { first = () => box, onShow = () => {} } = {}) {
  function show(open) {
    box.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    onShow(open);
    (open ? first() : opener).focus({ preventScroll: true });
  }

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    show(false);
  });
  return { show, toggle: () => show(box.hidden), isOpen: () => !box.hidden };
}
