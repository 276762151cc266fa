import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build as buildPackage, createTargets, Platform, type Configuration } from 'electron-builder'
import { build } from './build.ts'
import { findPackagingRuntime, type PackagingRuntime } from './electron-runtime.ts'
import { repositoryRoot } from './processes/bundles.ts'

const usage = `Gebruik: npm run package [-- --dir]
  --dir   alleen de uitgepakte toepassing, zonder installatieprogramma`

/** A runtime that is too old for our database brings a Node along; it is for trying the package out and never for giving away. */
const runtimeConfiguration = ({ folder, version, needsOwnNode }: PackagingRuntime): Configuration => {
  if (!needsOwnNode) {
    return { electronVersion: version, electronFuses: { grantFileProtocolExtraPrivileges: false } }
  }
  const node = join(repositoryRoot, 'node_modules', 'node', 'bin', 'node')
  return {
    electronVersion: version,
    electronDist: folder,
    // Only what is named here is added: the rest comes from electron-builder.yml.
    extraResources: [{ from: node, to: 'core-runtime/node' }],
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  const unknown = args.find((arg) => arg !== '--dir')
  if (unknown !== undefined) {
    console.error(`Onbekende optie: ${unknown}\n\n${usage}`)
    return 2
  }
  const dirOnly = args.includes('--dir')
  const found = await findPackagingRuntime()
  if (found.kind === 'missing') {
    console.error(`${found.reason} Zonder Electron is er geen pakket te maken.`)
    return 1
  }
  if (found.runtime.needsOwnNode && !dirOnly) {
    console.error(
      'Een installatieprogramma maken kan alleen met het gewone Electron, en dat kan hier niet worden opgehaald.\n' +
        'Uitproberen kan wel: npm run package -- --dir',
    )
    return 1
  }
  await build()
  const made = await buildPackage({
    projectDir: repositoryRoot,
    targets: createTargets([Platform.current()], dirOnly ? 'dir' : null),
    config: runtimeConfiguration(found.runtime),
    publish: 'never',
  })
  const folder = join(repositoryRoot, 'release')
  console.log(made.length > 0 ? made.join('\n') : `Uitgepakt in ${folder}`)
  return existsSync(folder) ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
