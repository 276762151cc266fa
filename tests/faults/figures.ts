import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../scripts/processes/bundles.ts'

const folder = join(repositoryRoot, '.cache', 'faults')

/** How often each fault strikes: as the test says, or `npm run faults -- --rounds N`. */
export const faultRounds = (usual: number): number => Number(process.env['FAULT_ROUNDS'] ?? usual)

/** Keeps what was counted, for whoever asked for it with `npm run faults`. */
export const keepFigures = (name: string, figures: Readonly<Record<string, number>>): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ name, ...figures })}\n`)
}
