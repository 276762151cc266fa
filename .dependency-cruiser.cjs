// The import table: who may import whom. Every rule has a planted violation in
// tests/architecture/boundaries.test.ts, so a rule that stops biting fails there.

/** A rule: files under `from` may import nothing under `to`. */
const never = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const sources = '^src/'
const tests = '[.]test[.]tsx?$'
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never('no-circular', 'A circle has no layer.', { path: sources }, { circular: true }),
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Code that nothing imports is dead, or an entry that belongs in this list.',
      from: {
        orphan: true,
        path: sources,
        pathNot: [tests, '[.]d[.]ts$'],
      },
      to: {},
    },
    never('no-unresolvable', 'The import does not exist.', { path: sources }, { couldNotResolve: true }),
    never(
      'no-dev-dependencies',
      'What ships may only need what ships. Electron is the one exception: it is the runtime itself, brought by the package.',
      { path: sources, pathNot: tests },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages('electron', '@types'),
      },
    ),
    never(
      'no-undeclared-packages',
      'A package that is not in package.json may be gone tomorrow.',
      { path: sources },
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
      },
    ),
    never(
      'no-tests-from-source',
      'Code that ships does not lean on tests.',
      { path: sources, pathNot: tests },
      {
        path: [tests, '^tests/', '^scripts/'],
      },
    ),

    never(
      'kernel-stands-alone',
      'The kernel knows nothing but values.',
      { path: '^src/shared/kernel/', pathNot: tests },
      {
        path: [sources, 'node_modules'],
        pathNot: ['^src/shared/kernel/', packages('zod', 'uuidv7', 'temporal-polyfill')],
      },
    ),
    never(
      'domain-is-pure',
      'Rules of the work run on desk and server alike.',
      { path: '^src/shared/domain/', pathNot: tests },
      {
        path: [sources, 'node_modules'],
        pathNot: ['^src/shared/(domain|kernel)/', packages('zod')],
      },
    ),
    never(
      'contract-over-domain',
      'The contract speaks in domain terms only.',
      { path: '^src/shared/contract/', pathNot: tests },
      {
        path: [sources, 'node_modules'],
        pathNot: ['^src/shared/(contract|domain|kernel)/', packages('zod')],
      },
    ),
    never(
      'sync-protocol-over-domain',
      'The wire speaks in domain terms only.',
      { path: '^src/shared/sync-protocol/', pathNot: tests },
      {
        path: [sources, 'node_modules'],
        pathNot: ['^src/shared/(sync-protocol|domain|kernel)/', packages('zod')],
      },
    ),
    never(
      'shared-runs-anywhere',
      'Shared code runs in a browser too.',
      { path: '^src/shared/', pathNot: ['^src/shared/node/', tests] },
      { dependencyTypes: ['core'] },
    ),
    never(
      'shared-node-stays-technical',
      'Files, logs and settings know no work.',
      { path: '^src/shared/node/', pathNot: tests },
      {
        path: sources,
        pathNot: '^src/shared/(node|kernel)/',
      },
    ),

    never(
      'core-knows-no-shell',
      'One core, several shells.',
      { path: '^src/main/core/' },
      {
        path: [
          '^src/main/(transport|preload|electron|web-host)/',
          '^src/(renderer|server)/',
          packages('electron', 'react'),
        ],
        // core/process.ts is the entry of the core's own process and serves the contract on its channel.
        pathNot: '^src/main/transport/(serve-contract|process-channel)[.]ts$',
      },
    ),
    never(
      'only-the-entry-serves',
      'Inside the core nobody knows how screens reach it.',
      { path: '^src/main/core/', pathNot: ['^src/main/core/process[.]ts$', tests] },
      { path: '^src/main/transport/' },
    ),
    never(
      'other-nouns-by-their-queries',
      'A noun asks another noun; it never reaches into its tables or commands.',
      { path: '^src/main/core/(?!sync/|db/|zoeken/|secrets/)([^/]+)/', pathNot: tests },
      {
        path: '^src/main/core/(?!sync/|db/|zoeken/|secrets/)[^/]+/',
        pathNot: ['^src/main/core/$1/', '/queries[.]ts$'],
      },
    ),
    never(
      'sync-knows-no-features',
      'Sync moves rows of any noun; nouns register with it.',
      { path: '^src/main/core/(sync|db)/', pathNot: tests },
      { path: '^src/main/core/(?!sync/|db/|secrets/)[^/]+/' },
    ),
    never(
      'transport-knows-no-features',
      'A transport carries envelopes; it may know types of the core only.',
      { path: '^src/main/transport/', pathNot: tests },
      {
        path: ['^src/main/core/', '^src/main/(electron|web-host|preload)/', '^src/(renderer|server)/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'preload-is-thin',
      'The preload runs in the sandbox, beside untrusted content.',
      { path: '^src/main/preload/', pathNot: tests },
      {
        path: [sources, 'node_modules'],
        pathNot: [
          '^src/main/preload/',
          '^src/main/transport/electron-channel[.]ts$',
          '^src/shared/contract/',
          packages('electron'),
        ],
      },
    ),
    never(
      'preload-has-no-node',
      'The preload is sandboxed.',
      { path: '^src/main/preload/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    never(
      'electron-shell-alone',
      'Shells do not know each other.',
      { path: '^src/main/electron/' },
      { path: '^src/(main/web-host|server)/' },
    ),
    never(
      'web-host-alone',
      'Shells do not know each other.',
      { path: '^src/main/web-host/' },
      { path: '^src/(main/electron|server)/' },
    ),
    never(
      'electron-only-in-its-shell',
      'One place that knows Electron.',
      { path: sources, pathNot: ['^src/main/(electron|preload)/', '^src/main/transport/electron-ipc[.]ts$', tests] },
      { path: packages('electron') },
    ),
    never(
      'ws-only-at-the-edges',
      'Sockets are opened in three places.',
      {
        path: sources,
        pathNot: [
          '^src/main/transport/websocket',
          '^src/main/core/sync/live-websocket[.]ts$',
          '^src/server/http/live-websocket[.]ts$',
          tests,
        ],
      },
      { path: packages('ws', '@types/ws') },
    ),

    never(
      'renderer-only-asks',
      'A screen asks through its client; it touches nothing else.',
      { path: '^src/renderer/', pathNot: tests },
      {
        path: ['^src/(main|server)/', '^src/shared/(node|sync-protocol)/', packages('electron', 'better-sqlite3')],
      },
    ),
    never(
      'renderer-has-no-node',
      'A renderer is sandboxed.',
      { path: '^src/renderer/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    never(
      'features-apart',
      'Features are composed in renderer/app.',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: ['^src/renderer/features/', '^src/renderer/app/'], pathNot: '^src/renderer/features/$1/' },
    ),
    never(
      'ui-has-no-domain',
      'Design-system parts fit any work.',
      { path: '^src/renderer/ui/', pathNot: tests },
      {
        path: ['^src/shared/', '^src/renderer/(app|client|features|texts)/', packages('zustand', 'zod')],
      },
    ),
    never(
      'client-below-screens',
      'The client serves screens, not the other way round.',
      { path: '^src/renderer/(client|texts)/', pathNot: tests },
      {
        path: '^src/renderer/(app|features|ui)/',
      },
    ),

    never(
      'server-alone',
      'The server shares domain and wire with the desk, nothing more.',
      { path: '^src/server/' },
      {
        path: ['^src/(main|renderer)/', '^src/shared/contract/'],
      },
    ),
    never(
      'nobody-imports-the-server',
      'The server is reached over the wire.',
      { path: sources, pathNot: '^src/server/' },
      {
        path: '^src/server/',
      },
    ),
    never(
      'nobody-imports-the-renderer',
      'The renderer is a program of its own.',
      { path: sources, pathNot: '^src/renderer/' },
      {
        path: '^src/renderer/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.tests.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.css', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
}
