import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Edit, Mutant } from './mutants.ts'

const root = join(import.meta.dirname, '../..')

/** Sizes that only matter when there are thousands of rows; here there are twenty. */
const tuning: readonly Edit[] = [
  {
    file: 'src/main/core/sync/first-copy.ts',
    find: 'part.length >= snapshotPartRows',
    replace: 'part.length >= 3',
  },
]

/**
 * The simulator with the product's code as one file for a worker, made in a folder of its own. With a mutant one sentence of the product's source
 * is another one: the mistake lies in the real code and not in a copy of it.
 */
export const bundleWorker = async (mutant?: Mutant): Promise<string> => {
  const vite = await import('vite')
  const parent = join(root, '.cache/simulation')
  mkdirSync(parent, { recursive: true })
  const outDir = mkdtempSync(join(parent, 'worker-'))
  const edits = [...tuning, ...(mutant?.edits ?? [])]
  const planted = new Set<Edit>()
  const plant: Plugin = {
    name: 'plant',
    enforce: 'pre',
    transform: (code, id) => {
      let text = code
      for (const edit of edits) {
        if (!id.endsWith(`/${edit.file}`)) continue
        if (code.split(edit.find).length !== 2) throw new Error(`${edit.file} does not hold exactly once: ${edit.find}`)
        text = text.replace(edit.find, () => edit.replace)
        planted.add(edit)
      }
      return text === code ? null : text
    },
  }
  await vite.build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    mode: 'production',
    plugins: [plant],
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
  for (const edit of edits) if (!planted.has(edit)) throw new Error(`${edit.file} is not part of the simulation`)
  return join(outDir, 'worker.mjs')
}
