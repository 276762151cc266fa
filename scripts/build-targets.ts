import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { repositoryRoot } from './processes/bundles.ts'

/** One program that Klaar consists of, and what it is made from. It lies in the folder of its name under `dist/`. */
export interface BuildTarget {
  readonly name: string
  /** Folders and files; when their contents are as they were, so is the result. */
  readonly inputs: readonly string[]
  readonly config: (outDir: string) => Promise<InlineConfig>
}

const source = (path: string): string => join(repositoryRoot, 'src', path)

const shared = {
  configFile: false,
  logLevel: 'warn',
  mode: 'production',
  root: repositoryRoot,
  publicDir: false,
  // Said here because the environment may say otherwise: under a test runner it says `test`, and React would be its slow self.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
} satisfies InlineConfig

const renderer = async (outDir: string): Promise<InlineConfig> => {
  const { default: react } = await import('@vitejs/plugin-react')
  return {
    ...shared,
    root: source('renderer'),
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      // Electron 25 for trying out, any current browser for the other shell.
      target: 'chrome114',
      // Nothing inline: the content security policy allows our own files only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  }
}

interface NodeBundle {
  /** Name of the result and its source under `src/`. */
  readonly entries: Readonly<Record<string, string>>
  readonly format: 'es' | 'cjs'
  readonly extension: 'js' | 'mjs' | 'cjs'
  readonly target: 'node24' | 'node18'
  /** What stays a package beside the bundle; everything else goes in. */
  readonly external: readonly string[] | 'dependencies'
  /** A line of code before everything else. */
  readonly first?: string
}

const nodeBundle = (
  outDir: string,
  { entries, format, extension, target, external, first = '' }: NodeBundle,
): InlineConfig => ({
  ...shared,
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target,
    // Frames in a log must be readable; nobody downloads these.
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, source(path)])),
      output: {
        format,
        banner: first,
        entryFileNames: `[name].${extension}`,
        chunkFileNames: `[name].${extension}`,
      },
      ...(external === 'dependencies' ? {} : { external: [...external] }),
    },
  },
  ...(external === 'dependencies' ? {} : { ssr: { noExternal: true, external: [...external] } }),
})

const nodeTarget = (name: string, inputs: readonly string[], bundle: NodeBundle): BuildTarget => ({
  name,
  inputs: [...inputs, 'src/shared', 'package.json'],
  config: (outDir) => Promise.resolve(nodeBundle(outDir, bundle)),
})

export const buildTargets: readonly BuildTarget[] = [
  { name: 'renderer', inputs: ['src/renderer', 'src/shared', 'resources/icons'], config: renderer },
  nodeTarget('core', ['src/main/core', 'src/main/transport'], {
    entries: { process: 'main/core/process.ts' },
    format: 'es',
    // Read as a module wherever it lies, also outside this folder's package.json.
    extension: 'mjs',
    target: 'node24',
    external: ['better-sqlite3'],
  }),
  nodeTarget('web-host', ['src/main'], {
    entries: { main: 'main/web-host/main.ts' },
    format: 'es',
    extension: 'js',
    target: 'node24',
    external: [],
  }),
  nodeTarget('server', ['src/server'], {
    entries: { main: 'server/main.ts', admin: 'server/cli/admin.ts' },
    format: 'es',
    extension: 'js',
    target: 'node24',
    external: 'dependencies',
  }),
  nodeTarget('electron', ['src/main'], {
    entries: { main: 'main/electron/main.ts' },
    format: 'cjs',
    extension: 'cjs',
    target: 'node18',
    external: ['electron'],
    // The logger asks for tracing channels, which the Node in our fallback Electron does not have yet.
    first: "require('node:diagnostics_channel').tracingChannel ??= () => ({ hasSubscribers: false });",
  }),
  // A sandboxed preload cannot load other files: one entry, one file.
  nodeTarget('preload', ['src/main/preload'], {
    entries: { preload: 'main/preload/preload.ts' },
    format: 'cjs',
    extension: 'cjs',
    target: 'node18',
    external: ['electron'],
  }),
]
