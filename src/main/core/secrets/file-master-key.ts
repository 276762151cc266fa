import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppFailure } from '../../../shared/kernel/result'
import { writeDurably } from './write-durably'

const fileName = 'ontwikkelsleutel'
const keyBytes = 32

export const fileMasterKeyPath = (profileDir: string): string => join(profileDir, fileName)

/**
 * For development and for systems without a key store: the master key in a file that only this user can read. Screens say so while it
 * is used (`werkplek.sleutelbewaring`). `profileDir` exists.
 */
export const readOrCreateFileMasterKey = (profileDir: string): Buffer => {
  const file = fileMasterKeyPath(profileDir)
  if (!existsSync(file)) writeDurably(file, Buffer.from(randomBytes(keyBytes).toString('hex')))
  chmodSync(file, 0o600)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== keyBytes) throw new AppFailure({ code: 'wrong_key', file: fileName })
  return key
}
