// Runs a command-line program that Emscripten made, in Node, as if it were a native one: arguments
// in, standard output and error out, exit code as the program's.

import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';

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

/// Runs the program at `path` (an absolute path to the JavaScript beside the .wasm) and sets the
/// process's exit code. Nothing calls process.exit, so that Node writes out what is still in pipes.
export async function run(path, args) {
  // Emscripten 3.1.6 takes a global fetch for a browser's and then cannot read the file.
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
