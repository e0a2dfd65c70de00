// Programs to run in CPython: those that C++ tests have between py marks, and the lessons'.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const pair = /R"py\((.*?)\)py",\s*R"\((.*?)\)"(?:,\s*R"\((.*?)\)")?/gs;

/// The program as it's run, without the indentation that it has in the test.
function whole(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const indentation = Math.min(...lines.map((line) => line.search(/\S/)));
  const source = lines.map((line) => line.slice(indentation)).join('\n');
  const runs = /^(\w+ = |print\()?asyncio\.run\(|^with asyncio\.Runner/m.test(source) || !/^async def main\(/m.test(source);
  return `import asyncio, time\n${source}\n${runs ? '' : 'asyncio.run(main())\n'}`;
}

/// What a program's comment says of its network: `# latency 0.5, bandwidth 1000`.
function link(source) {
  const [, latency, bandwidth] = source.match(/^# latency ([\d.]+)(?:, bandwidth (\d+))?$/m) ?? [];
  return { ...(latency && { latency: Number(latency) }), ...(bandwidth && { bandwidth: Number(bandwidth) }) };
}

/// The pairs in the `*_test.cpp` files of a folder under tests/: `{ name, source, options, records, complaints }`, the
/// last two as they're written there, and the options for the oracle.
export function pairs(folder) {
  const here = `${top}tests/${folder}/`;
  return readdirSync(here).filter((file) => file.endsWith('_test.cpp')).flatMap((file) => {
    const text = readFileSync(here + file, 'utf8');
    return [...text.matchAll(pair)].map(({ index, 1: python, 2: records, 3: complaints = '' }) => {
      const before = text.slice(0, index);
      const title = before.slice(before.lastIndexOf('TEST_CASE("')).match(/"(.*)"/)[1];
      return { name: `${file}:${before.split('\n').length}: ${title}`, source: whole(python), options: link(whole(python)), records, complaints };
    });
  });
}

/// The lessons' own: `{ name, source }`.
export function lessonPrograms() {
  return readdirSync(`${top}lessons`).filter((name) => /^\d/.test(name)).map((folder) => (
    { name: folder.slice(3), source: readFileSync(`${top}lessons/${folder}/lesson.py`, 'utf8') }));
}
