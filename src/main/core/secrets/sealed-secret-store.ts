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

/** Named secrets in one small file, sealed with AES-256-GCM under the shell's master key. Throws `wrong_key` when it does not open. */
export const createSealedSecretStore = ({ file, masterKey, protection }: SealedSecretStoreOptions): SecretStore => {
  const secrets = new Map(Object.entries(existsSync(file) ? unseal(file, masterKey) : {}))

  const save = (): void => {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', masterKey, iv)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(Object.fromEntries(secrets)), 'utf8'), cipher.final()])
    writeDurably(file, Buffer.concat([iv, cipher.getAuthTag(), sealed]))
  }

  return {
    protection,
    read: (name) => secrets.get(name),
    write: (name, value) => {
      secrets.set(name, value)
      save()
    },
    remove: (name) => {
      if (secrets.delete(name)) save()
    },
  }
}

const unseal = (file: string, masterKey: Buffer): Record<string, string> => {
  const bytes = readFileSync(file)
  try {
    const decipher = createDecipheriv('aes-256-gcm', masterKey, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return secretsSchema.parse(JSON.parse(plain.toString('utf8')))
  } catch (error) {
    throw new AppFailure({ code: 'wrong_key', file: basename(file) }, { cause: error })
  }
}
