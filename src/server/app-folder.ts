import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The folder of the product, from the source (`src/server`) as from the bundle (`dist/server`): both lie two levels below it. */
const appFolder = new URL('../../', import.meta.url)

/** Absolute path of something that ships in `resources`. */
export const resourcePath = (name: string): string => fileURLToPath(new URL(`resources/${name}`, appFolder))

export const readVersion = (): string => {
  const text = readFileSync(new URL('package.json', appFolder), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}
