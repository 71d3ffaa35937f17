/** What may import what (docs/architecture.md §3). Each rule keeps a seeded violation under scripts/architecture/ that must fire. */
const packages = (names) => `(?:^|/)packages/(${names})/`;
const features = '(?:^|/)services/[^/]+/src/(matters|registers|rules|listens|papers)';

module.exports = {
  forbidden: [
    { name: 'leaves-import-no-package', severity: 'error', from: { path: packages('contracts|domain') }, to: { path: ['(?:^|/)packages/', '(?:^|/)services/'], pathNot: packages('contracts|domain') } },
    { name: 'domain-is-pure', severity: 'error', from: { path: '(?:^|/)packages/domain/src/' }, to: { dependencyTypes: ['npm', 'npm-dev', 'core'] } },
    {
      name: 'engine-registers-papers-stand-on-domain', severity: 'error',
      from: { path: '(?:^|/)packages/(approval|registers|papers)/src/' },
      to: { path: ['(?:^|/)packages/', '(?:^|/)services/'], pathNot: ['(?:^|/)packages/(contracts|domain)/', '(?:^|/)packages/$1/'] },
    },
    { name: 'packages-know-no-service', severity: 'error', from: { path: '(?:^|/)packages/' }, to: { path: '(?:^|/)services/' } },
    { name: 'testing-is-for-specs', severity: 'error', from: { pathNot: ['\\.spec\\.ts$', '(?:^|/)test/', '(?:^|/)e2e/', '(?:^|/)packages/testing/', '(?:^|/)load-tests/', '(?:^|/)scripts/[^/]+\\.ts$'] }, to: { path: packages('testing') } },
    { name: 'embedded-is-not-in-the-product', severity: 'error', from: { path: ['(?:^|/)services/[^/]+/src/', '(?:^|/)packages/(service|approval|registers|papers)/src/'] }, to: { path: packages('embedded') } },
    { name: 'service-imports-no-service', severity: 'error', from: { path: '(?:^|/)services/([^/]+)/' }, to: { path: '(?:^|/)services/', pathNot: '(?:^|/)services/$1/' } },
    { name: 'kinds-do-not-meet', severity: 'error', from: { path: '(?:^|/)services/([^/]+)/src/matters/([^/]+)/' }, to: { path: '(?:^|/)services/[^/]+/src/matters/', pathNot: '(?:^|/)matters/$2/' } },
    {
      name: 'features-do-no-plumbing', severity: 'error', from: { path: features, pathNot: '\\.spec\\.ts$' },
      to: { path: ['node_modules/(express|@grpc|kafkajs|pg|pg-[a-z-]+|pino|jose|undici)(/|$)', '^(node:)?(net|http|https|http2|dgram|child_process|fs|fs/promises)$'] },
    },
    { name: 'process-is-data', severity: 'error', from: { path: '(?:^|/)matters/[^/]+/process\\.ts$' }, to: { pathNot: ['(?:^|/)packages/(approval|domain)/', '^@chancery/(approval|domain)$'] } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '(?:^|/)services/[^/]+/src/rules' }, to: { dependencyTypes: ['npm', 'core'], pathNot: '@chancery/domain' } },
    { name: 'gateway-knows-no-domain', severity: 'error', from: { path: '(?:^|/)services/gateway/src/' }, to: { path: ['(?:^|/)packages/(approval|registers|papers)/', '(?:^|/)contracts/src/chancery/(docs|seals|archives|assets|receptions|workbench)/'] } },
    { name: 'portal-imports-contracts-and-domain', severity: 'error', from: { path: '(?:^|/)portal/src/' }, to: { path: ['(?:^|/)packages/', '(?:^|/)services/'], pathNot: packages('contracts|domain') } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/generated/', '(?:^|/)packages/contracts/src/(chancery|google|buf)/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'], mainFields: ['types', 'main'], conditionNames: ['types', 'import', 'require', 'default'] },
  },
};
