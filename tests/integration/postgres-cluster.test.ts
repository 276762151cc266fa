import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'

let cluster: PostgresCluster
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'klaar-dump-'))
  cluster = await startPostgresCluster()
}, 60_000)
afterAll(async () => {
  await cluster.remove()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (sql: string): Promise<readonly unknown[]> => {
  const db = openPostgres(cluster.url, silentLogger)
  try {
    return await db.query(sql)
  } finally {
    await db.close()
  }
}

it('keeps what was committed over a power cut, and goes back to a dump', { timeout: 60_000 }, async () => {
  await ask('create table proef (n int)')
  await ask('insert into proef values (1)')
  const file = join(folder, 'dump')
  await cluster.dump(file)
  await ask('insert into proef values (2)')
  const before = cluster.pid()
  await cluster.kill()
  await expect(ask('select 1')).rejects.toThrow()
  await cluster.start()
  expect(cluster.pid()).not.toBe(before)
  expect(await ask('select n from proef order by n')).toEqual([{ n: 1 }, { n: 2 }])
  await cluster.restore(file)
  expect(await ask('select n from proef')).toEqual([{ n: 1 }])
})
