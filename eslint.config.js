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

/**
 * `create...(deps)` is this house's class: its inner functions are the methods. So a function is measured by its own lines, without
 * those of the functions inside it, and each of those by its own again.
 */
const ownLinesPerFunction = {
  meta: {
    schema: [{ type: 'object', properties: { max: { type: 'integer' } }, additionalProperties: false }],
    messages: { tooLong: 'This function has {{lines}} lines of its own; {{max}} is the limit.' },
  },
  create: (context) => {
    const max = context.options[0].max
    const linesOf = ({ loc }) => loc.end.line - loc.start.line + 1
    const innerLines = []
    return {
      ':function': () => innerLines.push(0),
      ':function:exit': (node) => {
        const lines = linesOf(node) - innerLines.pop()
        // What a function counts, and what its own inner functions counted, is not counted again by the one around it.
        if (innerLines.length > 0) innerLines.push(innerLines.pop() + linesOf(node))
        if (lines > max) context.report({ node, messageId: 'tooLong', data: { lines, max } })
      },
    }
  },
}

const house = { rules: { 'own-lines-per-function': ownLinesPerFunction } }

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
        // One program for all files is a third faster; that each environment has only its own globals, the compiler checks.
        project: './tsconfig.lint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { house },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'house/own-lines-per-function': ['error', { max: 60 }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [noElectron] }],
      'no-restricted-syntax': restrictedSyntax(syntax.clock, syntax.casts, syntax.modules),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // `default: assertNever(value)` is how a closed union ends, so a default counts.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
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
    rules: { 'house/own-lines-per-function': ['error', { max: 120 }] },
  },
  {
    files: ['src/renderer/texts/**', 'src/**/migrations/**'],
    rules: { 'max-lines': 'off', 'house/own-lines-per-function': 'off' },
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
      'house/own-lines-per-function': 'off',
      'no-restricted-syntax': restrictedSyntax(syntax.clock, syntax.casts, syntax.modules, syntax.tests),
    },
  },
  {
    files: ['tests/performance/**/*.ts'],
    // A measurement waits on purpose, so that it measures the desk and not itself.
    rules: { 'no-restricted-syntax': restrictedSyntax(syntax.clock, syntax.casts, syntax.modules) },
  },
  {
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
