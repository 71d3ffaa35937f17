import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** `N passed, N failed` (and `, N skipped` where there are any). */
  line: string;
}

export function countsOf(passed: number, failed: number, skipped: number): Counts {
  return { passed, failed, skipped, line: `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` };
}

/** Runs jest with one of the configurations and counts tests; a suite that does not start counts as one failure. */
export function runJest(config: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-jest-'));
  const report = join(folder, 'report.json');
  const done = spawnSync('node', ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', config, '--ci', '--json', `--outputFile=${report}`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const counts = countsOf(numPassedTests, numFailedTests + numRuntimeErrorTestSuites, numPendingTests);
    return done.status === 0 || counts.failed ? counts : countsOf(counts.passed, 1, counts.skipped);
  } catch {
    return countsOf(0, 1, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
