// What the page remembers between visits. A browser may refuse storage; then
// everything works and nothing is remembered.

const prefix = 'interleave.';

/// Says whether it was done.
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

/// Calls `work()` when another tab has remembered something else under this name.
export function onRemembered(name, work) {
  addEventListener('storage', ({ key }) => {
    if (key === null || key === prefix + name) work();
  });
}

/// The same for this tab alone, for as long as it is open.
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
