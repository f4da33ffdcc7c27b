// Runs every audit of graphql-http (MUST, SHOULD and MAY) against a GraphQL endpoint that is already running:
//   node audit.mjs http://127.0.0.1:5080/graphql
import { serverAudits } from 'graphql-http';

// A new version of the package may drop or rename audits without a word; then this number is to be looked at again.
const expected = 61;

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs <address of the GraphQL endpoint>');
  process.exit(2);
}

const audits = serverAudits({ url, fetchFn: fetch });
let passed = 0;
for (const audit of audits) {
  const result = await run(audit);
  if (result.status === 'ok') {
    passed++;
  } else {
    console.error(`FAILED ${audit.id} ${audit.name}: ${result.reason}`);
  }
}

if (audits.length !== expected) {
  console.error(`FAILED ${audits.length} audits are in the package; ${expected} were expected.`);
}
console.log(`audits: ${passed} passed, ${audits.length - passed} failed`);
process.exitCode = passed === expected && audits.length === expected ? 0 : 1;

async function run(audit) {
  try {
    return await audit.fn();
  } catch (fault) {
    return { status: 'error', reason: String(fault) };
  }
}
