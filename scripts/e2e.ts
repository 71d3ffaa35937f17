// Journeys, denied suite, bad input and kills over a stack of their own in a folder of their own. Open keep-alive sockets do not hold the end.
import { countsOf, runJest } from './jest.ts';

const counts = runJest('e2e/jest.config.cjs', ['--runInBand', '--forceExit', ...process.argv.slice(2)]);
if (counts.passed + counts.failed === 0) console.error('No end-to-end test was run.');
console.log((counts.passed + counts.failed === 0 ? countsOf(0, 1, counts.skipped) : counts).line);
process.exitCode = counts.failed || counts.passed === 0 ? 1 : 0;
