// What the page remembers between visits. If a browser refuses storage, everything works but nothing is
// remembered.

const prefix = 'interleave.';

/// Returns whether it was stored.
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
    return true;
  } catch {
    return false;  // refused: private window, or storage is full
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/// Calls `work()` when another tab has stored a different value under this name.
export function onRemembered(name, work) {
  addEventListener('storage', ({ key }) => {
    if (key === null || key === prefix + name) work();
  });
}

/// The same for this tab only, until it's closed.
export function rememberHere(name, value) {
  try {
    sessionStorage.setItem(prefix + name, value);
  } catch {
    // Refused, as above.
  }
}

export function recallHere(name) {
  try {
    return sessionStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}
