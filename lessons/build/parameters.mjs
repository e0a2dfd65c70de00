// What a parameter may be: the keys of each type, which values suit it, and how
// a value is written in C++, in Python and in an address.

const common = ['name', 'label', 'type', 'default', 'effect', 'help'];

export const parameterKeys = {
  number: { required: [...common, 'min', 'max', 'step'], optional: ['unit', 'more'] },
  integer: { required: [...common, 'min', 'max', 'step'], optional: ['unit', 'more'] },
  choice: { required: [...common, 'choices'], optional: ['unit', 'more', 'files'] },
  switch: { required: common, optional: ['unit', 'more'] },
};

const words = (text) => new Set(text.trim().split(/\s+/));

/// Names with a meaning in C++, which a namespace can't have either.
export const cppWords = words(`
  alignas alignof auto bool break case catch char class const constexpr continue default delete do double else enum
  explicit export extern false float for friend goto if inline int long mutable namespace new noexcept operator or and
  not private protected public register requires return short signed sizeof static struct switch template this throw
  true try typedef typeid typename union unsigned using virtual void volatile while
`);

/// Names with a meaning in the page's address, in a program, Python or C++.
export const reservedNames = new Set([...cppWords, ...words(`
  seed t speed until main parameters p
  as assert async await def del elif except finally from global import in is lambda nonlocal pass raise with yield print
  random asyncio time
`)]);

/// One sentence that says what is wrong with `value` for `parameter`, or ''.
export function checkValue(parameter, value) {
  const { type, min, max, choices } = parameter;
  if (type === 'switch') return typeof value === 'boolean' ? '' : 'a switch is true or false.';
  if (type === 'choice') return choices.includes(value) ? '' : `it is one of: ${choices.join('; ')}.`;
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'it must be a number.';
  if (type === 'integer' && !Number.isInteger(value)) return 'it must be a whole number.';
  return value >= min && value <= max ? '' : `it must lie between ${min} and ${max}.`;
}

/// Reads a value as it is written in an address or after a fact's `;`.
/// Returns undefined when the text can't be a value of this type.
export function parseValue(parameter, text) {
  if (parameter.type === 'switch') return { true: true, false: false }[text];
  if (parameter.type === 'choice') return text;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/// A double as a C++ literal: `3` is written `3.0`.
export function cppDouble(value) {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/// A string as a C++ literal, also when it holds quotes, line ends or bytes below a space.
export function cppString(text) {
  const named = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  const octal = (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${text.replace(/[\\"\x00-\x1f\x7f]/g, (c) => named[c] ?? octal(c))}"`;
}

/// The fragment that opens a lesson with these settings: `#tasks?delay_2=5`.
export function fragment(slug, settings) {
  const query = new URLSearchParams(Object.entries(settings).map(([k, v]) => [k, String(v)])).toString();
  return query ? `#${slug}?${query}` : `#${slug}`;
}
