import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as gemeente from './product/gemeente.ts'
import { repositoryRoot } from '../../../scripts/processes/bundles.ts'

const outDir = join(repositoryRoot, '.cache', 'bench-sync')
const entries = ['desk', 'gemeente'] as const

/** A file under `product/` with what it needs of the product, as one script. */
export const productBundle = (name: (typeof entries)[number]): string => join(outDir, `${name}.mjs`)

/** Loads the bundle, not the source: the source's imports are only resolved by the bundler. */
export const loadGemeente = async (): Promise<typeof gemeente> =>
  (await import(pathToFileURL(productBundle('gemeente')).href)) as typeof gemeente

/** What ships is built as it ships; the parts of it that a measurement drives itself are built the same way. */
export const buildProduct = async (): Promise<void> => {
  const { build: buildAll } = await import('../../../scripts/build.ts')
  await buildAll()
  const { build } = await import('vite')
  await build({
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    root: repositoryRoot,
    publicDir: false,
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name, join(import.meta.dirname, 'product', `${name}.ts`)])),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
}
