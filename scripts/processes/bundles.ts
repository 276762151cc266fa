import { join, resolve } from 'node:path'

export const repositoryRoot = resolve(import.meta.dirname, '../..')

/** A file that `npm run build` makes, e.g. `server/main.js`. */
export const bundlePath = (name: string): string => join(repositoryRoot, 'dist', name)
