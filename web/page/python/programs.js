// The reader's programs, stored in this browser by name.

import { onRemembered, recall, recallHere, remember, rememberHere } from '../storage.js';
import * as say from '#words/playground.js';

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

/// The text stored under this name, or undefined.
export function textOf(name) {
  const text = all()[name];
  return typeof text === 'string' ? text : undefined;
}

/// The program that was open last in any tab, as `{ name, text }`, or a first one for new readers.
export function lastProgram() {
  for (const name of [recallHere('program'), recall('program')]) {
    const text = textOf(name);
    if (text !== undefined) return { name, text };
  }
  return { name: say.firstName, text: first };
}

/// Returns whether the browser has stored it.
export function keepProgram(name, text) {
  remember('program', name);
  rememberHere('program', name);
  return keep({ ...all(), [name]: text });
}

export function dropProgram(name) {
  const { [name]: _gone, ...rest } = all();
  keep(rest);
}

/// A name under which nothing is stored yet, or only this very text.
export function freeName(wanted, text) {
  for (let number = 1; ; ++number) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    const found = textOf(name);
    if (found === undefined || found === text) return name;
  }
}

/// The name for storing a text: `name`, unless another tab has changed the text there, which was `base`.
export function nameToKeep(name, text, base) {
  const found = textOf(name);
  return found === undefined || found === base ? name : freeName(name, text);
}

/// Calls `work()` when another tab has changed the programs.
export const onProgramsChanged = (work) => onRemembered('programs', work);
