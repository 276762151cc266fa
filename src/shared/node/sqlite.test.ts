import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRecordingLogger } from '../../../tests/support/recording-logger'
import { AppFailure, type AppError } from '../kernel/result'
import { silentLogger, type Logger } from './logger'
import { migrateSqlite, type SqliteMigration } from './migrate-sqlite'
import { classifyStorageError, openSqlite } from './sqlite'

const folder = () => mkdtempSync(join(tmpdir(), 'klaar-sqlite-'))
const open = (path: string, key: Buffer, logger: Logger = silentLogger) =>
  openSqlite({ path, name: 'proef.db', key, durability: 'full', access: 'shared', logger })

const failureOf = (work: () => unknown): AppError | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof AppFailure) return error.error
    throw error
  }
}

const step = (version: number, sql: string): SqliteMigration => ({ version, name: 'proef', up: (db) => db.exec(sql) })

describe('an encrypted file', () => {
  it('opens with its key, and holds nothing readable', () => {
    const path = join(folder(), 'a.db')
    const key = randomBytes(32)
    const first = open(path, key)
    first.exec("create table t (v text); insert into t values ('kanarie-1234')")
    first.close()
    expect(open(path, key).prepare('select v from t').pluck().get()).toBe('kanarie-1234')
    expect(readFileSync(path).includes('kanarie')).toBe(false)
  })

  it('refuses another key, and a file that is no database', () => {
    const path = join(folder(), 'a.db')
    open(path, randomBytes(32)).exec('create table t (v text)')
    expect(failureOf(() => open(path, randomBytes(32)))).toEqual({ code: 'wrong_key', file: 'proef.db' })
    writeFileSync(path, 'x'.repeat(10_000))
    expect(failureOf(() => open(path, randomBytes(32)))).toEqual({ code: 'wrong_key', file: 'proef.db' })
  })

  it('logs the text of a slow statement and never its values', () => {
    const { logger, lines } = createRecordingLogger()
    const db = open(':memory:', randomBytes(32), logger)
    const sql = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000)
      select count(*) from n where ? = 'kanarie'`
    db.prepare(sql).get('kanarie')
    expect(lines()).toMatchObject([{ sql }])
    expect(JSON.stringify(lines()).replace(JSON.stringify(sql), '')).not.toContain('kanarie')
  })
})

describe('migrations of a file', () => {
  const one = step(10, 'create table t (v text)')
  const two = step(20, 'alter table t add column w text')

  it('bring an old file to the same shape as a new one, once', () => {
    const dump = (path: string) => open(path, key).prepare('select sql from sqlite_master order by name').pluck().all()
    const key = randomBytes(32)
    const [oldPath, newPath] = [join(folder(), 'oud.db'), join(folder(), 'nieuw.db')]
    migrateSqlite(open(oldPath, key), 'proef.db', [one], silentLogger)
    migrateSqlite(open(oldPath, key), 'proef.db', [one, two], silentLogger)
    migrateSqlite(open(oldPath, key), 'proef.db', [one, two], silentLogger)
    migrateSqlite(open(newPath, key), 'proef.db', [one, two], silentLogger)
    expect(dump(oldPath)).toEqual(dump(newPath))
  })

  it('refuse a file from a newer Klaar and leave it alone', () => {
    const db = open(':memory:', randomBytes(32))
    migrateSqlite(db, 'proef.db', [one, two], silentLogger)
    expect(failureOf(() => migrateSqlite(db, 'proef.db', [one], silentLogger))).toEqual({
      code: 'storage_newer',
      file: 'proef.db',
      found: 20,
      known: 10,
    })
    expect(db.pragma('user_version', { simple: true })).toBe(20)
  })

  it('do all or nothing', () => {
    const db = open(':memory:', randomBytes(32))
    expect(() => migrateSqlite(db, 'proef.db', [one, step(20, 'this is no sql')], silentLogger)).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(0)
    expect(db.prepare('select count(*) from sqlite_master').pluck().get()).toBe(0)
  })

  it('must be in order', () => {
    const db = open(':memory:', randomBytes(32))
    expect(() => migrateSqlite(db, 'proef.db', [two, one], silentLogger)).toThrow('does not come after')
  })
})

describe('a disk that is full', () => {
  it('is reported as such by statements and by transactions, and keeps what was there', () => {
    const db = open(join(folder(), 'vol.db'), randomBytes(32))
    db.exec('create table t (v blob)')
    db.prepare('insert into t values (?)').run('eerst')
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
    const big = Buffer.alloc(1_000_000)
    const insert = db.prepare('insert into t values (?)')
    expect(failureOf(() => insert.run(big))).toEqual({ code: 'storage_full' })
    const both = db.transaction(() => {
      insert.run('tweede')
      insert.run(big)
    })
    expect(failureOf(() => both())).toEqual({ code: 'storage_full' })
    expect(failureOf(() => both.immediate())).toEqual({ code: 'storage_full' })
    expect(db.prepare('select count(*) from t').pluck().get()).toBe(1)
  })
})

describe('what the driver says', () => {
  it.each([
    { code: 'SQLITE_IOERR_LOCK', meaning: 'storage_unwritable' },
    { code: 'SQLITE_READONLY_DBMOVED', meaning: 'storage_unwritable' },
    { code: 'SQLITE_IOERR_SHMSIZE', meaning: 'storage_full' },
    { code: 'SQLITE_BUSY_SNAPSHOT', meaning: 'storage_in_use' },
    { code: 'SQLITE_CORRUPT_VTAB', meaning: 'storage_corrupt' },
  ])('$code means $meaning', ({ code, meaning }) => {
    const failure = classifyStorageError(Object.assign(new Error(code), { code }), 'proef.db')
    expect(failure).toMatchObject({ error: { code: meaning } })
  })

  it('stays a bug when nobody knows it', () => {
    const bug = Object.assign(new Error('x'), { code: 'SQLITE_MISUSE' })
    expect(classifyStorageError(bug, 'proef.db')).toBe(bug)
  })
})
