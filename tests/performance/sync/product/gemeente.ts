import { createSessions } from '../../../../src/server/auth/sessions'
import type { Db } from '../../../../src/server/db/db'
import { openDatabase } from '../../../../src/server/db/open-database'
import { readServerState } from '../../../../src/server/server-state'
import { createChanges } from '../../../../src/server/sync/changes'
import { createWriter, saveEntities } from '../../../../src/server/sync/writer'
import { afdelingEntity } from '../../../../src/shared/domain/afdeling/afdeling'
import { kennisartikelEntity } from '../../../../src/shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity, type Medewerker } from '../../../../src/shared/domain/medewerker/medewerker'
import { terugbelnotitieEntity } from '../../../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import type { AnyEntity } from '../../../../src/shared/kernel/entity'
import { silentLogger } from '../../../../src/shared/node/logger'
import { createDigest, documentsFrom, isOpenWork, type Digest } from '../workload.ts'

// Runs as a bundle: the product's own modules, its own database adapter and writer.

export interface DatabasePlace {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
}

export interface Wanted {
  readonly docs: number
  /** Who work here, all in the afdeling that the notes are for. */
  readonly medewerkers: readonly string[]
}

const batch = 1000

const withDatabase = async <Value>(place: DatabasePlace, work: (db: Db) => Promise<Value>): Promise<Value> => {
  const db = await openDatabase(place, silentLogger)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

const byId = <State extends { readonly id: string }>(states: readonly State[]) =>
  new Map(states.map((state) => [state.id, state]))

const parseAll = (entity: AnyEntity, documents: readonly object[]) =>
  byId(
    documents.map((document) => {
      const state = entity.parse(document)
      if (state === undefined) throw new Error(`a document of the measurement is no ${entity.name}`)
      return state as object & { readonly id: string }
    }),
  )

/** Makes the gemeente of the measurement with the product's own writer. Returns a session per medewerker. */
export const fillGemeente = (
  place: DatabasePlace,
  { docs, medewerkers }: Wanted,
): Promise<ReadonlyMap<string, string>> =>
  withDatabase(place, async (db) => {
    const { tenant } = await readServerState(db)
    const writer = createWriter(db, tenant, createChanges())
    const people = medewerkers.map((id): Medewerker => ({
      id,
      naam: `${id} (demo)`,
      rol: 'behandelaar',
      afdelingId: 'burgerzaken',
    }))
    await writer(async (unit) => {
      await saveEntities(unit, afdelingEntity, byId([{ id: 'burgerzaken', naam: 'Burgerzaken', omschrijving: '' }]))
      await saveEntities(unit, medewerkerEntity, byId(people))
    })
    for (let from = 0; from < docs; from += batch) {
      const documents = documentsFrom(from, Math.min(batch, docs - from), docs)
      const [work, rest] = [true, false].map((wanted) => documents.filter(({ id }) => isOpenWork(id, docs) === wanted))
      await writer(async (unit) => {
        await saveEntities(unit, terugbelnotitieEntity, parseAll(terugbelnotitieEntity, work ?? []))
        await saveEntities(unit, kennisartikelEntity, parseAll(kennisartikelEntity, rest ?? []))
      })
    }
    // What a database does by itself within the minute after so much was written.
    await db.query('analyze')
    const sessions = createSessions(db, tenant)
    const tokens = new Map<string, string>()
    for (const id of medewerkers) tokens.set(id, (await sessions.create(id)).token)
    return tokens
  })

/** What lies in the database in the end, read without the server. */
export const digestGemeente = (place: DatabasePlace): Promise<Digest> =>
  withDatabase(place, async (db) => {
    const digest = createDigest()
    const rows = await db.query(
      'select id, toelichting as tekst from terugbelnotities union all select id, tekst from kennisartikelen',
    )
    for (const { id, tekst } of rows) digest.add(String(id), String(tekst))
    return digest.value()
  })
