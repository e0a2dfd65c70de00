// CodeMirror's styles under the page's policy, which allows no <style> in the document: they're in one style
// sheet that the document adopts. The bundle uses this file instead of the package `style-mod`. It has only
// what CodeMirror uses: objects of selectors and properties, turned into rules and mounted in a document.

let names = 0;
const mounted = new WeakMap();  // a document or a shadow root -> { sheet, modules }

export class StyleModule {
  /// `finish` completes a selector.
  constructor(spec, { finish = (selector) => selector } = {}) {
    this.rules = Object.entries(spec).flatMap(([selector, value]) => rulesOf(selector, value, finish));
  }

  getRules() {
    return this.rules.join('\n');
  }

  /// A class name that isn't used anywhere else.
  static newName() {
    return `cm-style-${++names}`;
  }

  /// Activates modules; later ones win over earlier ones.
  static mount(root, given) {
    const wanted = [given].flat();
    const before = mounted.get(root);
    const modules = [...(before?.modules ?? []).filter((module) => !wanted.includes(module)), ...wanted];
    if (before && modules.every((module, i) => module === before.modules[i])) return;
    const sheet = before?.sheet ?? new CSSStyleSheet();
    sheet.replaceSync(modules.map((module) => module.getRules()).join('\n'));
    if (!before) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    mounted.set(root, { sheet, modules });
  }
}

/// The rules of one entry: its own, then the nested ones, in which & is its selector.
function rulesOf(selector, value, finish) {
  if (selector.startsWith('@')) {
    const inner = selector.startsWith('@keyframes') ? (name) => name : finish;
    const rules = Object.entries(value).flatMap(([name, properties]) => rulesOf(name, properties, inner));
    return [`${selector} {${rules.join(' ')}}`];
  }
  const own = [];
  const nested = [];
  for (const [name, inside] of Object.entries(value)) {
    if (typeof inside === 'object' && inside !== null) {
      const selectors = split(name).flatMap((part) => split(selector).map((outer) => part.replace('&', outer)));
      nested.push(...rulesOf(selectors.join(', '), inside, finish));
    } else if (inside !== null && inside !== undefined) {
      own.push(`${propertyOf(name)}: ${inside};`);
    }
  }
  const rule = `${split(selector).map(finish).join(', ')} {${own.join(' ')}}`;
  return own.length ? [rule, ...nested] : nested;
}

const split = (selectors) => selectors.split(/,\s*/);

/// 'maxWidth' becomes max-width. An underscore and what follows only make a second value of a property
/// possible.
const propertyOf = (name) => name.replace(/_.*/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
