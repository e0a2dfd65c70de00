// Makes elements, and changes only what differs, so that focus, selection and screen readers aren't
// disturbed.

/// Makes an element with properties (`class`, `data-…` and `aria-…` become attributes) and children.
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && !name.includes('-')) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/// Resolves once the style sheet applies.
export function loadStyle(href) {
  return new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} couldn’t be loaded.`));
    };
    document.head.append(link);
  });
}
