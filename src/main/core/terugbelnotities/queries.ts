import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { holderAt, terugbelnotitieEntity } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import { addDays, toCivil, toInstant } from '../../../shared/kernel/civil-time'
import { addSeconds, type Clock } from '../../../shared/kernel/clock'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { Outbox } from '../sync/outbox'
import { warnBelowSeconds } from './claim-renewal'
import type { UitkomstConcepten } from './concepten'
import type { TerugbelnotitieRepository } from './repository'

interface TerugbelnotitieQueriesOptions {
  readonly repository: TerugbelnotitieRepository
  readonly outbox: Pick<Outbox, 'pendingOn'>
  readonly concepten: UitkomstConcepten
  readonly medewerker: Pick<Medewerker, 'id' | 'afdelingId'>
  /** The server's time, as well as this desk knows it: leases and deadlines are counted by it. */
  readonly clock: Clock
}

/** Promises to call back, with the names that people know things by. */
export const createTerugbelnotitieQueries = ({
  repository,
  outbox,
  concepten,
  medewerker,
  clock,
}: TerugbelnotitieQueriesOptions) => {
  const toRegel = (row: Readonly<Record<string, unknown>>): TerugbelnotitieRegel => {
    const notitie = terugbelnotitieEntity.decode(row)
    const pending = outbox.pendingOn(terugbelnotitieEntity.name, notitie.id)
    const now = clock.now()
    const holder = holderAt(notitie, now)
    const isMine = holder === medewerker.id
    return {
      ...notitie,
      afdelingNaam: repository.afdelingNaam(notitie.afdelingId),
      makerNaam: repository.medewerkerNaam(notitie.aangemaaktDoor),
      houderNaam: holder === undefined ? null : repository.medewerkerNaam(holder),
      onderweg: pending.length > 0,
      conceptUitkomst: concepten.find(notitie.id),
      claimGevraagd: pending.includes(claimTerugbelnotitie.name) && !isMine,
      claimBijnaVerlopen: isMine && notitie.claim !== null && notitie.claim.tot <= addSeconds(now, warnBelowSeconds),
      pogingen: notitie.pogingen.map((poging) => ({ ...poging, doorNaam: repository.medewerkerNaam(poging.door) })),
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
