import { pathToFileURL } from 'node:url'
import { build } from './build.ts'
import { bundlePath } from './processes/bundles.ts'

// `npm run server` and `npm run admin`: makes the bundle when its sources changed, then is that program, arguments and all.
const [name, ...args] = process.argv.slice(2)
if (name === undefined) throw new Error('run-bundle needs the name of a bundle, such as server/main')
await build()
const bundle = bundlePath(`${name}.js`)
process.argv = [process.execPath, bundle, ...args]
await import(pathToFileURL(bundle).href)
