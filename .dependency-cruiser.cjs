// Arrows between packages (ARCHITECTURE.md). Every package is imported by its entry only.
const only = (from, allowed) => ({
  name: `${from}-imports`,
  comment: `${from} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${from}/src`, pathNot: '[.]test[.]ts$' },
  to: { path: '^packages/', pathNot: [`^packages/${from}/`, ...allowed.map((name) => `^packages/${name}/`)] },
})

const pure = (name) => ({
  name: `${name}-is-pure`,
  comment: `${name} runs in any runtime: no Node modules, no npm packages`,
  severity: 'error',
  from: { path: `^packages/${name}/src`, pathNot: '[.]test[.]ts$' },
  to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'entries-only',
      comment: 'Another package is imported by its entry, never by a file inside it',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/(src|dist)/',
        pathNot: ['^packages/[^/]+/(src|dist)/index[.](ts|js|d[.]ts)$', '^$1/$2/'],
      },
    },
    pure('protocol'),
    pure('engine'),
    pure('capture'),
    only('protocol', []),
    only('engine', []),
    only('models-onnx', ['engine']),
    only('imaging', ['engine']),
    only('service', ['protocol', 'engine', 'models-onnx', 'imaging']),
    only('capture', ['protocol']),
    only('sdk-web', ['capture', 'protocol']),
    only('sdk-react-native', ['capture', 'protocol']),
    only('server-sdk', ['protocol']),
    only('lab', ['protocol', 'engine', 'models-onnx', 'imaging']),
    only('testing', ['protocol', 'engine', 'service']),
    {
      name: 'wiring-in-main-only',
      comment: 'Only the two entries of the service create models and decoders',
      severity: 'error',
      from: {
        path: '^packages/service/src',
        pathNot: ['^packages/service/src/(main|judge-main)[.]ts$', '[.]test[.]ts$'],
      },
      to: { path: '^packages/(models-onnx|imaging)/' },
    },
    {
      name: 'adapters-apart',
      severity: 'error',
      from: { path: '^packages/service/src/adapters/([^/]+)/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '^packages/service/src/adapters/',
        pathNot: ['^packages/service/src/adapters/$1/', '^packages/service/src/adapters/sql/'],
      },
    },
    {
      name: 'demo-is-a-merchant',
      severity: 'error',
      from: { path: '^apps/demo/src', pathNot: '[.]test[.]ts$' },
      to: { path: '^packages/', pathNot: ['^packages/(server-sdk|sdk-web)/'] },
    },
    {
      name: 'no-unknown',
      comment: 'React Native is the app’s own: its package is checked against declarations of what it uses',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { couldNotResolve: true, pathNot: '^(react|react-native|react-native-webview)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      conditionNames: ['bonafide-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
