// The reader's programs, kept in this browser by their names.

import { recall, remember } from '../storage.js';

export const first = `import asyncio

delay = 1.0  # 0.1..3 s


async def count(name, steps):
    for step in range(1, steps + 1):
        await asyncio.sleep(delay)
        print(name, step)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(count("left", 3), name="left")
        group.create_task(count("right", 2), name="right")
    print("both have finished")


asyncio.run(main())
`;

function all() {
  try {
    const kept = JSON.parse(recall('programs') ?? '{}');
    return kept && typeof kept === 'object' && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

const keep = (programs) => remember('programs', JSON.stringify(programs));

export const names = () => Object.keys(all()).sort((a, b) => a.localeCompare(b));

/// The text that is kept under this name, or undefined.
export function textOf(name) {
  const text = all()[name];
  return typeof text === 'string' ? text : undefined;
}

/// The program that was open last, as `{ name, text }`, or the first of one's life.
export function lastProgram() {
  const name = recall('program') ?? '';
  const text = textOf(name);
  return text === undefined ? { name: 'My program', text: first } : { name, text };
}

export function keepProgram(name, text) {
  keep({ ...all(), [name]: text });
  remember('program', name);
}

export function dropProgram(name) {
  const { [name]: _gone, ...rest } = all();
  keep(rest);
}

/// A name that nothing is kept under yet.
export function freeName(wanted) {
  for (let number = 1; ; ++number) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (textOf(name) === undefined) return name;
  }
}
