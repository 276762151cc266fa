import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOrCreateFileMasterKey } from '../../src/main/core/secrets/file-master-key'
import { createSealedSecretStore } from '../../src/main/core/secrets/sealed-secret-store'
import { silentLogger } from '../../src/shared/node/logger'
import { openSqlite, type Sqlite } from '../../src/shared/node/sqlite'
import type { DeskSeat } from '../support/desk-process'

export type DeskFile = 'cache' | 'outbox'

/** The folder of one medewerker inside a profile. */
export const deskFolder = ({ medewerkerId = '' }: DeskSeat): string =>
  createHash('sha256').update(medewerkerId).digest('hex').slice(0, 16)

export const deskFilePath = (seat: DeskSeat, file: DeskFile): string =>
  join(seat.profileDir, deskFolder(seat), `${file}.db`)

/** The key of a desk's file, as its core would find it; undefined when it was not made yet. */
export const readDeskKey = (seat: DeskSeat, file: DeskFile): Buffer | undefined => {
  const secrets = createSealedSecretStore({
    file: join(seat.profileDir, 'geheimen'),
    masterKey: readOrCreateFileMasterKey(seat.profileDir),
    protection: 'bestand',
  })
  const key = secrets.read(`${deskFolder(seat)}/${file}`)
  return key === undefined ? undefined : Buffer.from(key, 'hex')
}

/** Looks into a copy of a desk's file, as it lies there: the desk itself must find it as the kill left it. */
export const inCopyOf = <T>(seat: DeskSeat, file: DeskFile, look: (db: Sqlite) => T): T | undefined => {
  const path = deskFilePath(seat, file)
  const key = readDeskKey(seat, file)
  if (!existsSync(path) || key === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'klaar-copy-'))
  const copy = join(folder, `${file}.db`)
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`)
    }
    const db = openSqlite({ path: copy, name: file, key, durability: 'normal', access: 'alone', logger: silentLogger })
    try {
      return look(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which files of a desk are damaged. */
export const findDamage = (seat: DeskSeat): readonly string[] =>
  (['outbox', 'cache'] as const).flatMap((file) => {
    const verdict = inCopyOf(seat, file, (db) => db.pragma('quick_check', { simple: true }))
    return verdict === undefined || verdict === 'ok' ? [] : [`${file}: ${JSON.stringify(verdict)}`]
  })
