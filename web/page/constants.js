// The constants of a lesson's program, as the settings have them now: its listing is the program that runs.

const own = /^(\w+) = ("[^"]*"|[\w.-]+)/;

/// Returns a function that shows the settings in a program's listing in Python.
export function createConstants(program) {
  const places = new Map();
  for (const line of program.querySelectorAll('[data-language=python] .line')) {
    const [, name, value] = own.exec(line.textContent) ?? [];
    const token = name && [...line.children].find(({ textContent }) => textContent === value);
    const comment = line.querySelector('.hljs-comment');  // has the other choices
    if (token && !places.has(name)) places.set(name, { tokens: comment && value.startsWith('"') ? [token, comment] : [token], value });
  }
  return (parameters) => {
    for (const p of parameters) {
      if (!places.has(p.name)) continue;
      const { tokens, value } = places.get(p.name);
      const now = p.value === p.default ? value : inPython(p, value);
      for (const [i, token] of tokens.entries()) {
        const text = token.dataset.own ?? token.textContent;
        const shown = i === 0 ? now : text.replace(now, value);
        if (token.textContent !== shown) token.textContent = shown;
        if (shown === text) delete token.dataset.own;
        else token.dataset.own = text;
        if (i === 0) token.classList.toggle('changed', shown !== text);
      }
    }
  };
}

/// A line's text as it's shown, without what tasks the page has put beside it.
export function shownText(line) {
  const copy = line.cloneNode(true);
  copy.querySelector('.stand')?.remove();
  return copy.textContent.replace(/\n$/, '');
}

/// The same with the lesson's own values.
export function ownText(line) {
  const copy = line.cloneNode(true);
  for (const token of copy.querySelectorAll('[data-own]')) token.textContent = token.dataset.own;
  return shownText(copy);
}

function inPython({ type, value }, model) {
  if (type === 'switch') return value ? 'True' : 'False';
  if (model.startsWith('"')) return JSON.stringify(String(value));
  return model.includes('.') && Number.isInteger(value) ? value.toFixed(1) : String(value);
}
