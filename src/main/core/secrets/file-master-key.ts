import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppFailure } from '../../../shared/kernel/result'

const fileName = 'ontwikkelsleutel'
const keyBytes = 32

/**
 * For development and for systems without a key store: the master key in a file that only this user can read. Screens say so while it
 * is used (`werkplek.sleutelbewaring`). `profileDir` exists.
 */
export const readOrCreateFileMasterKey = (profileDir: string): Buffer => {
  const file = join(profileDir, fileName)
  if (!existsSync(file)) {
    // Written beside and renamed: a kill in between must not leave half a key that locks everything behind it.
    writeFileSync(`${file}.nieuw`, randomBytes(keyBytes).toString('hex'), { mode: 0o600 })
    renameSync(`${file}.nieuw`, file)
  }
  chmodSync(file, 0o600)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== keyBytes) throw new AppFailure({ code: 'wrong_key', file: fileName })
  return key
}
