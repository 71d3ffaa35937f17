/** Unit and service tests. ESM-only packages are compiled like our own sources. */
const esm = ['jose', 'file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit', 'oidc-provider', 'openid-client', 'oauth4webapi', 'pdfjs-dist'];

module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/{packages,services,portal,e2e,load-tests,scripts}/**/*.spec.ts'],
  transform: { '^.+\\.m?[jt]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024', keepClassNames: true }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  moduleNameMapper: {
    '^@chancery/contracts/descriptors.binpb$': '<rootDir>/packages/contracts/descriptors.binpb',
    '^@chancery/contracts/(.*)$': '<rootDir>/packages/contracts/src/$1',
    '^@chancery/(contracts|domain|approval|registers|papers|service|testing|embedded)$': '<rootDir>/packages/$1/src',
  },
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
