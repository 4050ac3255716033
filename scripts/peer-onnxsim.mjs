// onnxsim (npm) as a peer of the scoreboard: reads lines "IN<tab>OUT", prints "answer ok" or "answer ERROR".
//   npm install onnxsim && node peer-onnxsim.mjs      (in the folder with node_modules)
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const onnxsim = await import(pathToFileURL(join(process.cwd(), 'node_modules/onnxsim/index.mjs')).href);

for await (const line of createInterface({ input: process.stdin })) {
  const [input, output] = line.split('\t');
  let answer = 'ok';
  try {
    const { model } = await onnxsim.simplify(new Uint8Array(readFileSync(input)));
    writeFileSync(output, model);
  } catch (error) {
    answer = String(error?.message ?? error).replace(/\s+/g, ' ').slice(0, 500);
  }
  console.log('answer ' + answer);
  if (answer !== 'ok') {
    // Its WebAssembly module may be left unusable for the models that follow.
    process.exit(1);
  }
}
