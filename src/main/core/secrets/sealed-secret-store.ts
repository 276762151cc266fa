import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { AppFailure } from '../../../shared/kernel/result'
import type { SecretStore } from './secret-store'
import { writeDurably } from './write-durably'

interface SealedSecretStoreOptions {
  /** Where the sealed secrets lie; made when it does not exist. */
  readonly file: string
  /** 32 bytes, kept by the shell. */
  readonly masterKey: Buffer
  readonly protection: SecretStore['protection']
}

const secretsSchema = z.record(z.string(), z.string())
const ivBytes = 12
const tagBytes = 16

/**
 * Named secrets in one small file, sealed with AES-256-GCM under the shell's master key. Throws `wrong_key` when it does not open. Every
 * read opens the file again: a secret that nobody is using lies in no memory, and one that was removed is gone at once.
 */
export const createSealedSecretStore = ({ file, masterKey, protection }: SealedSecretStoreOptions): SecretStore => {
  const readAll = (): Record<string, string> => (existsSync(file) ? unseal(file, masterKey) : {})
  const change: SecretStore['change'] = (changes) => {
    const kept = Object.entries({ ...readAll(), ...changes }).filter(([, value]) => value !== undefined)
    writeDurably(file, seal(JSON.stringify(Object.fromEntries(kept)), masterKey))
  }
  // Whoever made this store finds out now whether the key fits, and not in the middle of a conversation.
  readAll()
  return {
    protection,
    read: (name) => {
      const secrets = readAll()
      return Object.hasOwn(secrets, name) ? secrets[name] : undefined
    },
    write: (name, value) => {
      change({ [name]: value })
    },
    remove: (name) => {
      change({ [name]: undefined })
    },
    change,
  }
}

const seal = (text: string, masterKey: Buffer): Buffer => {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv)
  const plain = Buffer.from(text, 'utf8')
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

const unseal = (file: string, masterKey: Buffer): Record<string, string> => {
  const bytes = readFileSync(file)
  try {
    const decipher = createDecipheriv('aes-256-gcm', masterKey, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    const text = plain.toString('utf8')
    plain.fill(0)
    return secretsSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new AppFailure({ code: 'wrong_key', file: basename(file) }, { cause: error })
  }
}
