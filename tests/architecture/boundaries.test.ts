import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** Each rule with the import that it must refuse: from file, to file or package. */
const planted = [
  ['no-circular', 'src/shared/domain/circle/one.ts', 'src/shared/domain/circle/two.ts'],
  ['no-orphans', 'src/server/forgotten.ts', undefined],
  ['no-unresolvable', 'src/server/a.ts', './does-not-exist'],
  ['no-dev-dependencies', 'src/server/b.ts', 'vitest'],
  ['no-undeclared-packages', 'src/server/c.ts', 'undeclared'],
  ['no-tests-from-source', 'src/server/d.ts', 'src/server/some.test.ts'],
  ['kernel-stands-alone', 'src/shared/kernel/a.ts', 'src/shared/domain/noun/rule.ts'],
  ['domain-is-pure', 'src/shared/domain/noun/a.ts', 'src/shared/contract/feature.ts'],
  ['contract-over-domain', 'src/shared/contract/a.ts', 'src/shared/sync-protocol/message.ts'],
  ['sync-protocol-over-domain', 'src/shared/sync-protocol/a.ts', 'src/shared/contract/feature.ts'],
  ['shared-runs-anywhere', 'src/shared/domain/noun/b.ts', 'node:fs'],
  ['shared-node-stays-technical', 'src/shared/node/a.ts', 'src/shared/domain/noun/rule.ts'],
  ['core-knows-no-shell', 'src/main/core/terugbelnotities/a.ts', 'src/main/electron/window.ts'],
  ['only-the-entry-serves', 'src/main/core/terugbelnotities/b.ts', 'src/main/transport/serve-contract.ts'],
  ['other-nouns-by-their-queries', 'src/main/core/terugbelnotities/c.ts', 'src/main/core/gesprekken/repository.ts'],
  ['sync-knows-no-features', 'src/main/core/sync/a.ts', 'src/main/core/gesprekken/queries.ts'],
  ['transport-knows-no-features', 'src/main/transport/a.ts', 'src/main/core/gesprekken/queries.ts'],
  ['preload-is-thin', 'src/main/preload/a.ts', 'src/main/core/gesprekken/queries.ts'],
  ['preload-has-no-node', 'src/main/preload/b.ts', 'node:fs'],
  ['electron-shell-alone', 'src/main/electron/a.ts', 'src/main/web-host/main.ts'],
  ['web-host-alone', 'src/main/web-host/a.ts', 'src/main/electron/window.ts'],
  ['electron-only-in-its-shell', 'src/main/web-host/b.ts', 'electron'],
  ['ws-only-at-the-edges', 'src/main/core/gesprekken/a.ts', 'ws'],
  ['renderer-only-asks', 'src/renderer/features/een/a.ts', 'src/main/core/gesprekken/queries.ts'],
  ['renderer-has-no-node', 'src/renderer/features/een/b.ts', 'node:fs'],
  ['features-apart', 'src/renderer/features/een/c.ts', 'src/renderer/features/twee/store.ts'],
  ['ui-has-no-domain', 'src/renderer/ui/a.ts', 'src/shared/domain/noun/rule.ts'],
  ['client-below-screens', 'src/renderer/client/a.ts', 'src/renderer/features/twee/store.ts'],
  ['server-alone', 'src/server/e.ts', 'src/shared/contract/feature.ts'],
  ['nobody-imports-the-server', 'src/main/core/gesprekken/b.ts', 'src/server/a.ts'],
  ['nobody-imports-the-renderer', 'src/main/core/gesprekken/c.ts', 'src/renderer/client/a.ts'],
] as const

/** What the house does allow, in the same tree: a rule that forbids too much fails too. */
const allowed = [
  ['src/main/core/terugbelnotities/d.ts', 'src/main/core/gesprekken/queries.ts'],
  ['src/main/electron/b.ts', 'electron'],
  ['src/main/core/sync/live-websocket.ts', 'ws'],
  ['src/renderer/app/a.ts', 'src/renderer/features/twee/store.ts'],
  ['src/shared/kernel/b.ts', 'zod'],
  ['src/server/f.ts', 'src/shared/sync-protocol/message.ts'],
] as const

/** Closes the circle; a circle is reported once. */
const wayBack = ['src/shared/domain/circle/two.ts', 'src/shared/domain/circle/one.ts'] as const

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
})

const repository = resolve(import.meta.dirname, '../..')
const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const tree = mkdtempSync(join(tmpdir(), 'klaar-boundaries-'))

const plant = (path: string, content: string): void => {
  const file = join(tree, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const importLine = (from: string, to: string): string => {
  const up = '../'.repeat(from.split('/').length - 1)
  return to.startsWith('src/') ? `import '${up}${to.replace(/[.]ts$/, '')}'\n` : `import '${to}'\n`
}

const cruise = async () => {
  const config = join(repository, '.dependency-cruiser.cjs')
  const args = [cruiser, '--config', config, '--output-type', 'json', 'src']
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree, maxBuffer: 64 * 1024 * 1024 })
  return reportSchema.parse(JSON.parse(stdout)).summary
}

const packages = { zod: 'dependencies', ws: 'dependencies', electron: 'devDependencies', vitest: 'devDependencies' }

beforeAll(() => {
  const declared: Record<string, Record<string, string>> = { dependencies: {}, devDependencies: {} }
  for (const [name, kind] of Object.entries(packages)) declared[kind] = { ...declared[kind], [name]: '1.0.0' }
  plant('package.json', JSON.stringify({ name: 'planted', type: 'module', ...declared }))
  plant('tsconfig.tests.json', JSON.stringify({ compilerOptions: { moduleResolution: 'bundler', module: 'esnext' } }))
  for (const name of [...Object.keys(packages), 'undeclared']) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    plant(`node_modules/${name}/index.js`, '')
  }
  const imports = [...planted.map(([, from, to]) => [from, to] as const), ...allowed, wayBack]
  for (const [, to] of imports) if (to?.startsWith('src/') === true) plant(to, 'export const value = 1\n')
  for (const [from, to] of imports) plant(from, to === undefined ? 'export const value = 1\n' : importLine(from, to))
})

afterAll(() => {
  rmSync(tree, { recursive: true })
})

describe('the import table', () => {
  it('refuses every planted violation, has no rule without one, and lets through what is allowed', async () => {
    const { violations, ruleSetUsed } = await cruise()
    const found = violations.map(({ rule, from }) => `${rule.name}: ${from}`)
    expect(planted.map(([rule, from]) => `${rule}: ${from}`).filter((line) => !found.includes(line))).toEqual([])
    expect(ruleSetUsed.forbidden.map(({ name }) => name).sort()).toEqual(
      [...new Set(planted.map(([rule]) => rule))].sort(),
    )
    for (const [from] of allowed) expect(violations.filter((violation) => violation.from === from)).toEqual([])
  })
})
