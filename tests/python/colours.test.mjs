// The editor colours a program as the listings do: character for character as highlight.js does when the site is built.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { highlightLines } from '../../lessons/build/listing.mjs';
import { python } from '../../web/page/python/tokens.js';

const top = fileURLToPath(new URL('../../', import.meta.url));
// program.css gives these one colour, the others their own, and what isn't here none.
const colours = {
  keyword: 'keyword', literal: 'keyword', type: 'keyword', title: 'name', built_in: 'name', string: 'string', subst: 'string',
  number: 'number', comment: 'comment', meta: 'comment',
};

/// [[text, colour], …] of a line, neighbours of one colour joined, white space left out.
function runs(pieces) {
  const joined = [];
  for (const [text, colour] of pieces) {
    for (const letter of text) {
      if (/\s/.test(letter)) continue;
      if (joined.at(-1)?.[1] === colour) joined.at(-1)[0] += letter;
      else joined.push([letter, colour]);
    }
  }
  return joined;
}

function inEditor(program) {
  const pieces = [];
  let at = 0;
  python.parser.parse(program).iterate({ enter({ name, from, to }) {
    if (name === 'Document') return;
    pieces.push([program.slice(at, from), ''], [program.slice(from, to), colours[name] ?? '']);
    at = to;
  } });
  pieces.push([program.slice(at), '']);
  const lines = [[]];
  for (const [text, colour] of pieces) {
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      lines.at(-1).push([part, colour]);
    });
  }
  return lines.map(runs);
}

function inListing(program) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
  return highlightLines(program, 'python').map((html) => {
    const open = [''];
    const pieces = [];
    for (const [part] of html.matchAll(/<[^>]*>|[^<]+/g)) {
      const kind = /class="hljs-(\w+)/.exec(part)?.[1];
      if (part === '</span>') open.pop();
      else if (part.startsWith('<')) open.push(colours[kind] ?? (kind === 'params' || kind === 'variable' ? open.at(-1) : ''));
      else pieces.push([part.replace(/&(#?\w+);/g, (_, name) => entities[name]), open.at(-1)]);
    }
    return runs(pieces);
  });
}

function same(program, name) {
  const [editor, listing] = [inEditor(program), inListing(program)];
  const lines = program.split('\n');
  lines.forEach((line, i) => assert.deepEqual(editor[i], listing[i], `${name}, line ${i + 1}: ${line}`));
  return lines.length;
}

const programs = [
  ...readdirSync(`${top}lessons`).filter((name) => /^\d/.test(name)).map((name) => `lessons/${name}/lesson.py`),
  ...readdirSync(`${top}gallery`).filter((name) => name.endsWith('.py')).map((name) => `gallery/${name}`),
];

for (const path of programs) {
  test(`${path} is coloured as in a listing`, () => {
    const program = readFileSync(top + path, 'utf8').replace(/\s+#: [a-z0-9-]+$/gm, '');
    assert.ok(same(program, path) > 5);
  });
}

const pieces = {
  'words that are keywords here and there': 'match x:\n    case None:\n        pass\ntype = match\nlazy = async_ = 1',
  'names of functions and classes': 'def f(a, b=1, *c, **d): pass\nclass A: pass\nclass B(A): pass\nclass C(A, B): pass\nclass D(a.B): pass\nasync def g(): ...',
  'built-in names wherever they stand': 'event.set()\nx = list(range(3))\nd = dict(id=1)\nprint(len(x), type(x))\nprint',
  'strings and what they are made of': 'a = "x\\n" + b"y" + r\'z\' + f"{a + 1} and {b!r} and {c:>10.2f} {len(x)}"\nb = """long\n# no comment\n"""',
  numbers: 'a = 1 + 1.5 + .5 + 1e9 + 0x1f + 1_000 + 3j',
  'literals and types': 'a: Optional[int] = None\nb = True and not False or Ellipsis\nc = ...',
  decorators: '@property\ndef f(self): return self.x\n\n@retry(3, "x")\nasync def g(self): pass',
  comments: '# one\nx = 1  # two "three"\n',
  'strings within strings': 'a = f"{d["k"]} {f"{1}"} {{x}} {a=}" + t"x {y}"\nb = f"""a {c\n} {d:{e}}\n{g}"""',
  'names in any script': 'größe = 1\ndef é(): pass',
  'types of one\'s own': 'type X = int\ndef f[T](x: T) -> T: return x\nclass A[T]: pass\nclass B(metaclass=C): pass',
  'programs half written': 'def f(:\n  x = (1,\nasync d\nawait asyncio.\nasync def ',
  'loops, conditions and exceptions': 'try:\n    async for x in y:\n        await z\nexcept* ValueError as e:\n    raise\nfinally:\n    del x\nwhile (a := 1) > 0: break',
};

for (const [name, program] of Object.entries(pieces)) {
  test(`${name} are coloured as in a listing`, () => {
    same(program, name);
  });
}
