import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Editor feedback and the rules a compiler cannot know. Who may import whom is decided in .dependency-cruiser.cjs; the two import rules
// below only say the commonest mistakes at once, in the editor.

const syntax = {
  clock: [
    {
      selector: "NewExpression[callee.name='Date'], MemberExpression[object.name='Date']",
      message: 'Time comes from an injected Clock; instants and civil dates are converted in src/shared/kernel.',
    },
  ],
  casts: [
    {
      selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
      message: 'Casting through unknown hides a wrong type: parse at the edge, or fix the type.',
    },
  ],
  modules: [
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for one thing.' },
    { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that says it.' },
  ],
  tests: [
    {
      selector:
        'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|skipIf|runIf|fails)$/]',
      message: 'A test that does not run proves nothing: fix it or delete it.',
    },
    {
      selector: "CallExpression[callee.name='setTimeout'], CallExpression[callee.property.name='waitForTimeout']",
      message: 'No sleeps in tests: wait for what should become true.',
    },
    {
      selector: "ImportDeclaration[source.value='node:timers/promises']",
      message: 'No sleeps in tests: wait for what should become true.',
    },
  ],
}

const restrictedSyntax = (...groups) => ['error', ...groups.flat()]

const noElectron = {
  name: 'electron',
  message: 'Only the Electron shell knows Electron: main/electron, main/preload, transport/electron-ipc.ts.',
}
const noNode = { group: ['node:*'], message: 'This folder runs where there is no Node.' }

export default defineConfig(
  { ignores: ['dist/', 'release/', 'coverage/', '.cache/', '.data/', 'node_modules/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.node.json', './tsconfig.web.json', './tsconfig.tests.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [noElectron] }],
      'no-restricted-syntax': restrictedSyntax(syntax.clock, syntax.casts, syntax.modules),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      // `() => void doIt()` and `() => setOpen(true)` are how handlers are written; the value is ignored on purpose there.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // An event handler may be async: its failures are results, and a bug reaches the error boundary's own listener.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Numbers read the same with and without String(); objects and undefined stay forbidden in templates.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `_noun` names an argument that only carries a type.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/shared/kernel/**'],
    rules: { 'no-restricted-syntax': restrictedSyntax(syntax.casts, syntax.modules) },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}', 'src/shared/**/*.ts'],
    ignores: ['src/shared/node/**', '**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { paths: [noElectron], patterns: [noNode] }] },
  },
  {
    files: ['src/main/electron/**', 'src/main/preload/**', 'src/main/transport/electron-ipc*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/renderer/**/*.tsx'],
    extends: [reactHooks.configs.flat.recommended],
    // Markup is long without being complicated; the logic of a component belongs in hooks and stores, which keep the limit.
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src/renderer/texts/**', 'src/**/migrations/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['scripts/**/*.ts', 'tests/performance/**/*.ts'],
    // Commands talk to the person who typed them.
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', 600],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': restrictedSyntax(syntax.clock, syntax.casts, syntax.modules, syntax.tests),
    },
  },
  {
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
