// The pictures for previews of links, one a lesson, 1200x630: drawn by the program web/preview.
//   node web/site/pictures.mjs build/wasm/preview.js FONTS FOLDER      writes FOLDER/<slug>/picture.png

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encodePng } from './png.mjs';

export const size = [1200, 630];

const [program, fonts, folder] = process.argv.slice(2).map((path) => resolve(path));
const drawn = mkdtempSync(join(tmpdir(), 'pictures-'));
let code = 0;
const module = await createRequire(import.meta.url)(program)({
  wasmBinary: readFileSync(program.replace(/\.js$/, '.wasm')),
  quit: (status) => { code = status; },  // this script continues
});
module.callMain([...size.map(String), fonts, drawn]);
if (code) throw new Error(`${program} ended with code ${code}.`);
for (const name of readdirSync(drawn)) {
  const into = join(folder, name.replace(/\.rgba$/, ''));
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'picture.png'), encodePng(...size, readFileSync(join(drawn, name))));
}
rmSync(drawn, { recursive: true });
