// Playwright's locators, as far as the tests in three browsers use them, for a driver that can only evaluate scripts: each
// step narrows down what was found by the one before, through open shadow roots too.

const patience = 60_000;  // milliseconds until an element counts as not there

/// Runs in the page: the elements that `steps` lead to.
function finder(steps) {
  const deep = (root, css) => [
    ...root.querySelectorAll(css),
    ...[...root.querySelectorAll('*')].filter((node) => node.shadowRoot).flatMap((node) => deep(node.shadowRoot, css)),
  ];
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const fits = (text, { pattern, words, exact }) => {
    if (pattern) return new RegExp(...pattern).test(text);
    return exact ? text === words : text.toLowerCase().includes(words.toLowerCase());
  };
  const roles = {
    button: 'button, [role=button], summary', link: 'a[href]', heading: 'h1, h2, h3, h4, h5, h6', group: '[role=group], fieldset',
    tab: '[role=tab]', textbox: 'input:not([type]), input[type=text], textarea, [role=textbox]', alert: '[role=alert]', dialog: 'dialog[open], [role=dialog]',
  };
  const name = (node) => tidy(node.getAttribute('aria-label') ?? node.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ')
    ?? ([...(node.labels ?? [])].map(({ textContent }) => textContent).join(' ') || node.textContent));
  const labels = (node) => [node.getAttribute('aria-label'), node.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' '),
    ...[...(node.labels ?? [])].map((label) => {
      const copy = label.cloneNode(true);
      for (const field of copy.querySelectorAll('select, textarea')) field.remove();
      return copy.textContent;
    })].filter(Boolean).map(tidy);
  const take = {
    css: ({ css }, within) => within.flatMap((root) => deep(root, css)),
    role: ({ role, name: wanted }, within) => within.flatMap((root) => deep(root, roles[role]))
      .filter((node) => node.checkVisibility({ visibilityProperty: true }) && (!wanted || fits(name(node), wanted))),
    label: ({ label }, within) => within.flatMap((root) => deep(root, 'input, select, textarea, [aria-label], [aria-labelledby]'))
      .filter((node) => labels(node).some((text) => fits(text, label))),
    // The innermost elements with these words.
    text: ({ text }, within) => within.flatMap((root) => deep(root, '*')).filter((node) => fits(tidy(node.textContent), text)
      && ![...node.children].some((child) => fits(tidy(child.textContent), text))),
    has: ({ has }, within) => within.filter((node) => fits(tidy(node.textContent), has)),
    nth: ({ nth }, within) => within.slice(nth, nth === -1 ? undefined : nth + 1),
  };
  return [...new Set(steps.reduce((within, step) => take[step.kind](step, within), [document]))];
}

const words = (given, exact = false) => (given instanceof RegExp ? { pattern: [given.source, given.flags] } : { words: given, exact });

/// The ways to find elements, from a page or from what was found before.
function ways(page, steps) {
  const next = (...more) => createLocator(page, [...steps, ...more]);
  return {
    locator: (css, { hasText } = {}) => next({ kind: 'css', css }, ...(hasText ? [{ kind: 'has', has: words(hasText) }] : [])),
    getByRole: (role, { name, exact } = {}) => next({ kind: 'role', role, name: name && words(name, exact) }),
    getByLabel: (label, { exact } = {}) => next({ kind: 'label', label: words(label, exact) }),
    getByText: (text, { exact } = {}) => next({ kind: 'text', text: words(text, exact) }),
  };
}

export const locators = (page) => ways(page, []);

function createLocator(page, steps) {
  const next = (...more) => createLocator(page, [...steps, ...more]);
  /// What `work(nodes, given)` makes of all of them.
  const all = (work, given) => page.evaluate(`(steps, given) => (${work})((${finder})(steps), given)`, steps, given);
  /// Waits until there's one: `ready` says of what kind it must be.
  const first = (work, given, ready = () => true) => page.evaluate(`async (steps, given) => {
    const find = ${finder};
    const late = Date.now() + ${patience};
    for (;;) {
      const node = find(steps).find(${ready});
      if (node) return (${work})(node, given);
      if (Date.now() > late) throw new Error('there is no ' + JSON.stringify(steps));
      await new Promise((again) => setTimeout(again, 40));
    }
  }`, steps, given);
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true });
  const isAble = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled;
  const check = async (wanted) => { if (await first((node) => node.checked) !== wanted) await locator.click(); };
  const locator = {
    ...ways(page, steps),
    first: () => next({ kind: 'nth', nth: 0 }),
    last: () => next({ kind: 'nth', nth: -1 }),
    evaluate: first,
    focus: () => first((node) => node.focus()),
    textContent: () => first((node) => node.textContent),
    innerText: () => first((node) => node.innerText),
    inputValue: () => first((node) => node.value),
    getAttribute: (name) => first((node, attribute) => node.getAttribute(attribute), name),
    isDisabled: () => first((node) => node.disabled),
    isVisible: () => all((nodes) => nodes.some((node) => node.checkVisibility({ visibilityProperty: true }))),
    isHidden: async () => !(await locator.isVisible()),
    allTextContents: () => all((nodes) => nodes.map((node) => node.textContent)),
    count: () => all((nodes) => nodes.length),
    screenshot: () => page.screenshotOf(finder, steps),
    waitFor: () => first(() => true, undefined, isShown),
    boundingBox: () => first((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x, y, width, height };
    }),
    fill: (text) => first((node, value) => {
      node.focus();
      node.value = value;
      node.dispatchEvent(new InputEvent('input', { bubbles: true }));
      node.dispatchEvent(new Event('change', { bubbles: true }));
    }, text, isAble),
    /// By its value or its words, as `{ label }`, or as `{ index }`.
    selectOption: (option) => first((node, wanted) => {
      const { label = wanted, index } = wanted;
      const chosen = node.options[index] ?? [...node.options].find(({ value, textContent }) => value === label || textContent.trim() === label.trim?.());
      if (!chosen) throw new Error(`there is no option ${JSON.stringify(wanted)}`);
      node.value = chosen.value;
      node.dispatchEvent(new InputEvent('input', { bubbles: true }));
      node.dispatchEvent(new Event('change', { bubbles: true }));
    }, option, isAble),
    check: () => check(true),
    uncheck: () => check(false),
    async click() {
      const { x, y } = await first((node) => {
        node.scrollIntoView({ block: 'nearest' });
        const box = node.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, undefined, isAble);
      await page.mouse.click(x, y);
    },
  };
  return locator;
}
