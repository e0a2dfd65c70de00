// Which lines of a program don't run with the present settings: branches whose condition asks for other ones, and the
// functions that are called only there. Nothing is run to find that out: a condition that has more in it than settings
// and constants is left alone.

import * as say from '#words/listing.js';

const tokens = /\s*("(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|>=|<=|&&|\|\||[()!<>,.])/y;
const same = { '&&': 'and', '||': 'or', '!': 'not', true: 'True', false: 'False', starts_with: 'startswith' };
const most = 35;  // lines in view

/// Whether a condition holds: true, false, or undefined if the settings (a Map) don't decide it.
export function decide(condition, settings) {
  const text = condition.replace(/\b(?:r\.)?p\.(\w+)/g, '$1');
  const all = [];
  for (tokens.lastIndex = 0; tokens.lastIndex < text.trimEnd().length;) {
    const found = tokens.exec(text);
    if (!found) return undefined;
    all.push(same[found[1]] ?? found[1]);
  }
  let at = 0;
  const takes = (token) => all[at] === token && ++at > 0;

  function either(next, word, decisive) {
    let value = next();
    while (takes(word)) {
      const other = next();
      value = value === decisive || other === decisive ? decisive : value === !decisive && other === !decisive ? !decisive : undefined;
    }
    return value;
  }
  const disjunction = () => either(conjunction, 'or', true);
  const conjunction = () => either(negation, 'and', false);
  function negation() {
    if (!takes('not')) return comparison();
    const value = negation();
    return value === undefined ? undefined : !value;
  }
  function comparison() {
    const left = atom();
    const operator = ['==', '!=', '>', '<', '>=', '<=', 'in'].find(takes);
    if (!operator) return left;
    const right = atom();
    if (left === undefined || right === undefined) return undefined;
    return {
      '==': left === right, '!=': left !== right, '>': left > right, '<': left < right, '>=': left >= right, '<=': left <= right,
      in: [right].flat().includes(left),
    }[operator];
  }
  function atom() {
    if (takes('(')) {
      const parts = [disjunction()];
      while (takes(',')) parts.push(disjunction());
      at += 1;
      return parts.length === 1 ? parts[0] : parts.includes(undefined) ? undefined : parts;
    }
    const token = all[at++];
    let value = token === 'True' ? true : token === 'False' ? false : /^["\d]/.test(token ?? '') ? JSON.parse(token) : settings.get(token);
    if (takes('.')) {
      const method = all[at++];
      const [, argument] = takes('(') ? [null, atom(), at++] : [];
      value = method === 'startswith' && typeof value === 'string' ? value.startsWith(argument) : undefined;
    }
    return value;
  }
  const value = disjunction();
  return at === all.length && typeof value === 'boolean' ? value : undefined;
}

const indentOf = (text) => text.search(/\S|$/);
const heads = {
  python: [/^\s*if (.+):$/, /^\s*elif (.+):$/, /^\s*else:$/],
  cpp: [/^\s*if \((.+)\) \{$/, /^\s*\} else if \((.+)\) \{$/, /^\s*\} else \{$/],
};
const definitions = {
  python: /^(?:async )?(?:def|class) (\w+)/,
  cpp: /^(?:struct (\w+)|(?!using|constexpr|template|namespace)[\w:<>]+ (\w+)\()/,
};

/// The branches of a listing's lines that don't run, as pairs of the first line and the one after the last.
function idleBranches(lines, language, settings) {
  const [first, more, last] = heads[language];
  const all = [];
  /// The line after a branch's body, which begins at its head.
  const after = (head) => {
    let i = head + 1;
    while (i < lines.length && (!lines[i].trim() || indentOf(lines[i]) > indentOf(lines[head]))) ++i;
    if (language === 'python') while (!lines[i - 1].trim()) --i;
    return i;
  };
  lines.forEach((line, start) => {
    let condition = first.exec(line)?.[1];
    if (condition === undefined) return;
    let before = false;  // whether a branch before this one runs: true, false, or undefined
    let idle = true;
    const found = [];
    for (let head = start; ;) {
      const end = after(head);
      const holds = condition === null ? true : decide(condition, settings);
      if (before === true || holds === false) found.push([head, end]);
      else idle = false;
      before = before === true || (holds === true && before === false) ? true : holds === false ? before : undefined;
      const next = end < lines.length && indentOf(lines[end]) === indentOf(lines[start]) ? lines[end] : '';
      condition = more.exec(next)?.[1] ?? (last.test(next) ? null : undefined);
      if (condition === undefined) {
        if (idle && language === 'cpp') found.at(-1)[1] += 1;  // its brace
        break;
      }
      head = end;
    }
    all.push(...found);
  });
  return all;
}

/// The functions and classes of a program: from, to and name.
function definitionsIn(lines, language) {
  const all = [];
  lines.forEach((line, i) => {
    const found = definitions[language].exec(line);
    if (!found || all.some(([, end]) => i < end)) return;
    let end = i + 1;
    while (end < lines.length && (!lines[end].trim() || /^[\s}]/.test(lines[end]))) ++end;
    while (!lines[end - 1].trim()) --end;
    all.push([i, end, found[1] ?? found[2]]);
  });
  return all;
}

/// Those that are named in no line that runs.
function idleDefinitions(lines, all, idle) {
  let unused = all.filter(([, , name]) => name !== 'main');
  for (;;) {
    const runs = lines.filter((_, i) => !idle[i] && !unused.some(([from, to]) => i >= from && i < to));
    const still = unused.filter(([, , name]) => !runs.some((line) => new RegExp(`\\b${name}\\b`).test(line)));
    if (still.length === unused.length) return unused;
    unused = still;
  }
}

/// What of a program folds away with these settings, in order: `{ from, to, count, words }`, where `to` is the line
/// after the last and `count` the number of lines with something on them. `helpers` are functions that the lesson
/// doesn't discuss. With `long`, what's before the first function folds too: its settings are in the panel.
export function foldsOf(lines, language, settings, { long = false, helpers = [] } = {}) {
  const all = definitionsIn(lines, language);
  const idle = lines.map(() => '');
  const fill = (words) => ([from, to]) => idle.fill(words, from, to);
  idleBranches(lines, language, settings).forEach(fill(say.notRunning));
  idleDefinitions(lines, all, idle).forEach(fill(say.notRunning));
  for (const [from, to, name] of all) if (helpers.includes(name)) idle.fill(say.ofHelper(name), from, to);
  if (long && language === 'python') idle.fill(say.ofHead, 0, all[0]?.[0] ?? 0);
  const folds = [];
  for (let i = 0; i < lines.length; ++i) {
    if (!idle[i]) continue;
    let to = i + 1;
    for (let next = to; next < lines.length && (idle[next] === idle[i] || !lines[next].trim()); ++next) if (idle[next]) to = next + 1;
    folds.push({ from: i, to, words: idle[i] });
    i = to - 1;
  }
  for (const fold of folds) {
    while (!lines[fold.to - 1].trim()) --fold.to;
    fold.count = lines.slice(fold.from, fold.to).filter((line) => line.trim()).length;
  }
  return folds.filter(({ count }) => count > 1);
}

/// How many lines are in view then, with a line for each fold.
export function inView(lines, folds) {
  const shown = lines.filter((line, i) => line.trim() && !folds.some(({ from, to }) => i >= from && i < to));
  return shown.length + folds.length;
}

/// Whether a program is so long, at its defaults, that its settings fold too.
export function isLong(lines, language, defaults, helpers = []) {
  return inView(lines, foldsOf(lines, language, defaults, { helpers })) > most;
}
