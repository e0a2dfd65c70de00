// What the page remembers between visits. A browser may refuse storage; then
// everything works and nothing is remembered.

const prefix = 'interleave.';

export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Refused: private window, or storage is full.
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
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
