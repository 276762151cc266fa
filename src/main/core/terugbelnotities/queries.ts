import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { holderAt, terugbelnotitieEntity } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import { addDays, toCivil, toInstant } from '../../../shared/kernel/civil-time'
import type { Clock } from '../../../shared/kernel/clock'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Outbox } from '../sync/outbox'
import type { UitkomstConcepten } from './concepten'
import { createTerugbelnotitieRepository } from './repository'

interface TerugbelnotitieQueriesOptions {
  readonly db: Sqlite
  readonly outbox: Outbox
  readonly concepten: UitkomstConcepten
  readonly medewerker: Pick<Medewerker, 'id' | 'afdelingId'>
  readonly clock: Clock
}

/** Promises to call back, with the names that people know things by. */
export const createTerugbelnotitieQueries = ({
  db,
  outbox,
  concepten,
  medewerker,
  clock,
}: TerugbelnotitieQueriesOptions) => {
  const repository = createTerugbelnotitieRepository(db)

  const toRegel = (row: Readonly<Record<string, unknown>>): TerugbelnotitieRegel => {
    const notitie = terugbelnotitieEntity.decode(row)
    const pending = outbox.pendingOn(terugbelnotitieEntity.name, notitie.id)
    const holder = holderAt(notitie, clock.now())
    return {
      ...notitie,
      afdelingNaam: repository.afdelingNaam(notitie.afdelingId),
      makerNaam: repository.medewerkerNaam(notitie.aangemaaktDoor),
      houderNaam: holder === undefined ? null : repository.medewerkerNaam(holder),
      onderweg: pending.length > 0,
      conceptUitkomst: concepten.find(notitie.id),
      claimGevraagd: pending.includes(claimTerugbelnotitie.name) && holder !== medewerker.id,
    }
  }

  return {
    list: ({
      lijst,
      limit,
    }: OperationInput<'terugbelnotities.list'>): Result<OperationOutput<'terugbelnotities.list'>> =>
      ok(repository.list(lijst, medewerker, clock.now(), limit).map(toRegel)),
    count: (): Result<OperationOutput<'terugbelnotities.count'>> => {
      const now = clock.now()
      const endOfToday = toInstant(addDays(toCivil(now).date, 1), '00:00')
      return ok(repository.count(medewerker, now, endOfToday))
    },
    find: ({ id }: OperationInput<'terugbelnotities.find'>): Result<TerugbelnotitieRegel> => {
      const row = repository.find(id)
      return row === undefined ? fail({ code: 'not_found', what: 'terugbelnotitie' }) : ok(toRegel(row))
    },
  }
}
