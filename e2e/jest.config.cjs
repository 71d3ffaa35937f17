/** End to end: a running stack, real browser. One file after another: they share one stack. */
const base = require('../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: require('node:path').join(__dirname, '..'),
  testMatch: ['<rootDir>/e2e/**/*.e2e.ts'],
  testTimeout: 300_000,
  maxWorkers: 1,
  globalSetup: '<rootDir>/e2e/start-stack.ts',
  globalTeardown: '<rootDir>/e2e/stop-stack.ts',
};
