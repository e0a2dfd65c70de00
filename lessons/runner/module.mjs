// Runs a command-line program that Emscripten made, in Node, as if it were a native one: arguments
// in, standard output and error out, exit code as the program's.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';

/// A stream to print lines to. Lines are gathered and written in large pieces; a reader that goes
/// away (`| head`) ends the output quietly instead of throwing.
function linesTo(stream) {
  let gathered = [];
  let size = 0;
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const flush = () => {
    if (gathered.length === 0) return;
    stream.write(gathered.join('\n') + '\n');
    gathered = [];
    size = 0;
  };
  const print = (line) => {
    gathered.push(line);
    size += line.length;
    if (size > 65536) flush();
  };
  return { print, flush };
}

/// Puts what the program is to read into its own file system: a file under the path that it has here, or what
/// comes on standard input. Of what can't be read there's nothing, which the program says itself.
async function lend(FS, input) {
  if (input === '-') {
    const pieces = [];
    for await (const piece of process.stdin) pieces.push(piece);
    FS.writeFile('/standard-input', Buffer.concat(pieces));
    FS.close(FS.getStream(0));
    FS.open('/standard-input', 'r');  // takes the number that is free: 0
    return;
  }
  const file = resolve(input);
  for (const folder of [dirname(file), process.cwd()]) FS.mkdirTree(folder);
  FS.chdir(process.cwd());
  let bytes;
  try { bytes = readFileSync(file); } catch { return; }
  FS.writeFile(file, bytes, { canOwn: true });
}

/// Runs the program at `path` (an absolute path to the JavaScript beside the .wasm) and sets the
/// process's exit code. Nothing calls process.exit, so that Node writes out what is still in pipes.
/// `input` is a file that the program reads, or '-' for standard input.
export async function run(path, args, { input } = {}) {
  // Emscripten 3.1.6 takes a global fetch for a browser's and then can't read the file.
  delete globalThis.fetch;

  const out = linesTo(process.stdout);
  const err = linesTo(process.stderr);
  const makeModule = createRequire(path)(`./${basename(path)}`);

  // Null until it is known how the program ended.
  let code = null;
  const end = (status) => {
    code ??= status;
    out.flush();
    err.flush();
    process.exitCode = code;
  };

  try {
    const module = await makeModule({
      locateFile: (name) => `${dirname(path)}/${name}`,
      print: out.print,
      printErr: (line) => {
        // What was printed before is seen before, also where both go to one terminal.
        out.flush();
        err.print(line);
      },
      onExit: (status) => { code = status; },
      // Older Emscriptens would otherwise call process.exit, whatever is still in pipes.
      quit: (status, reason) => {
        code ??= status;
        throw reason;
      },
    });
    if (input !== undefined) await lend(module.FS, input);
    end(module.callMain(args));
  } catch (error) {
    // A plain exit may come as an exception too; anything else left main.
    if (error?.name !== 'ExitStatus') {
      err.print(`uncaught ${error?.stack ?? error}`);
      code ||= 1;
    }
    end(code);
  }
}

/// What the program at `path` prints, given these files: `{ path: text }`.
export async function capture(path, args, files) {
  const fetched = globalThis.fetch;
  delete globalThis.fetch;  // as above
  const lines = [];
  try {
    const module = await createRequire(path)(`./${basename(path)}`)({
      locateFile: (name) => `${dirname(path)}/${name}`,
      print: (line) => lines.push(line),
      printErr: (line) => { throw new Error(line); },
      quit: (_status, reason) => { throw reason; },
    });
    for (const [name, text] of Object.entries(files)) module.FS.writeFile(name, text);
    module.callMain(args);
  } catch (error) {
    if (error?.name !== 'ExitStatus') throw error;
  } finally {
    globalThis.fetch = fetched;
  }
  return lines.map((line) => `${line}\n`).join('');
}
