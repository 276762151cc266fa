import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Mutant } from './mutants.ts'

const root = join(import.meta.dirname, '../..')

/**
 * The simulator with the product's code as one file for a worker, made in a folder of its own. With a mutant one sentence of the product's source
 * is another one: the mistake lies in the real code and not in a copy of it.
 */
export const bundleWorker = async (mutant?: Mutant): Promise<string> => {
  const vite = await import('vite')
  const parent = join(root, '.cache/simulation')
  mkdirSync(parent, { recursive: true })
  const outDir = mkdtempSync(join(parent, 'worker-'))
  let found = mutant?.edits.length === 0
  const plant: Plugin = {
    name: 'plant',
    enforce: 'pre',
    transform: (code, id) => {
      let planted = code
      for (const { file, find, replace } of mutant?.edits ?? []) {
        if (!id.endsWith(`/${file}`)) continue
        found = true
        if (code.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`)
        planted = planted.replace(find, () => replace)
      }
      return planted === code ? null : planted
    },
  }
  await vite.build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    mode: 'production',
    plugins: mutant === undefined ? [] : [plant],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: { worker: join(root, 'tests/simulation/worker.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3', 'pino', '@electric-sql/pglite', 'pg', 'ws', 'fastify'] },
  })
  if (mutant !== undefined && !found) throw new Error(`nothing was planted for ${mutant.name}`)
  return join(outDir, 'worker.mjs')
}
