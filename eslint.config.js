const js = require('@eslint/js');
const ts = require('typescript-eslint');

const impure = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes in as an argument (OP-017).' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as an argument (OP-017).' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'No random in features.' },
  { selector: "CallExpression[callee.name='fetch']", message: 'No remote call in features (architecture §3).' },
];
const unsafeSql = [
  { selector: "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]", message: 'Unsafe raw SQL is banned (architecture §6).' },
];
const names = [
  {
    selector: ':matches(ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration, FunctionDeclaration)[id.name=/(Manager|Helper|Util|Utils|Impl|DTO|Common)$|^I[A-Z][a-z]/]',
    message: 'Name it after what it is (architecture §14).',
  },
];

module.exports = [
  {
    ignores: ['**/dist/', '**/node_modules/', '**/generated/', 'packages/contracts/src/{chancery,google,buf}/', 'scripts/architecture/', '.chancery/', '.turbo/', 'coverage/', 'test-results/'],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'Buffer', '__dirname', 'require', 'module', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'URL', 'fetch', 'AbortController', 'AbortSignal', 'performance', 'structuredClone', 'window', 'document', 'crypto', 'location', 'navigator', 'localStorage', 'EventSource', 'jest', 'test', 'expect', 'describe', 'beforeAll', 'afterAll', 'beforeEach', 'afterEach'].map((name) => [name, 'readonly'])) },
    rules: {
      'no-undef': 'off',
      'no-restricted-syntax': ['error', ...unsafeSql, ...names],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-require-imports': 'off',
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ['services/*/src/**/*.ts'], rules: { 'max-lines': ['error', 180] } },
  {
    files: ['services/*/src/{matters,registers,rules,listens}/**/*.ts', 'services/*/src/rules.ts', 'packages/approval/src/{walk,operations,calendar}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure, ...unsafeSql, ...names] },
  },
  { files: ['**/*.spec.ts', '**/*.e2e.ts', '**/test/**', '**/testing/**', '**/scenarios/**', 'e2e/**', 'load-tests/**'], rules: { 'max-lines': ['error', 500], '@typescript-eslint/no-unused-expressions': 'off' } },
  // Answers of the API as a client without our types has them.
  { files: ['e2e/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['**/*.{cjs,mjs,js}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
];
