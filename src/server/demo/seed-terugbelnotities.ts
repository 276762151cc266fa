import { registreerContactmoment } from '../../shared/domain/contactmoment/intents'
import { scopesFor } from '../../shared/domain/rechten/rechten'
import { normFor } from '../../shared/domain/servicenorm/servicenorm'
import { createTerugbelnotitie, handelTerugbelnotitieAf } from '../../shared/domain/terugbelnotitie/intents'
import { toCivil } from '../../shared/kernel/civil-time'
import type { Instant } from '../../shared/kernel/clock'
import { createId } from '../../shared/kernel/ids'
import type { Logger } from '../../shared/node/logger'
import type { PushedIntent } from '../../shared/sync-protocol/push'
import { readNow, type Queryable } from '../db/db'
import type { Actor } from '../sync/actor'
import { decideIntents } from '../sync/decide'
import type { UnitOfWork } from '../sync/unit-of-work'
import type { DemoNotitie, readDemoFiles } from './demo-files'
import { demoMomentFor } from './demo-moments'

interface SeedContext {
  readonly unit: UnitOfWork
  readonly tx: Queryable
  readonly logger: Logger
  readonly files: ReturnType<typeof readDemoFiles>
}

/** Makes the demo notes as colleagues would: through the same intents, rights and rules as a desk's. */
export const seedTerugbelnotities = async ({ unit, tx, logger, files }: SeedContext): Promise<void> => {
  const now = await readNow(tx)
  for (const [index, notitie] of files.notities.entries()) {
    const rank = files.notities.slice(0, index).filter(({ moment }) => moment === notitie.moment).length
    const id = createId()
    await act({ unit, logger, now }, actorOf(notitie.door, files), createIntents(notitie, id, rank, now, files))
    if (notitie.afgehandeldDoor !== undefined) {
      const wish = { no: 1, name: handelTerugbelnotitieAf.name, args: { id, uitkomst: notitie.uitkomst } }
      await act({ unit, logger, now }, actorOf(notitie.afgehandeldDoor, files), [wish])
    }
  }
}

const act = async (
  context: { readonly unit: UnitOfWork; readonly logger: Logger; readonly now: Instant },
  actor: Actor,
  intents: readonly PushedIntent[],
): Promise<void> => {
  const decided = await decideIntents({ ...context, actor }, intents)
  if (decided.some(({ outcome }) => outcome.kind !== 'applied'))
    throw new Error(`demo intents refused: ${JSON.stringify(decided)}`)
}

const actorOf = (id: string, { medewerkers, afdelingen }: SeedContext['files']): Actor => {
  const medewerker = medewerkers.find((candidate) => candidate.id === id)
  if (medewerker === undefined) throw new Error(`no demo medewerker ${id}`)
  const ids = afdelingen.map((afdeling) => afdeling.id)
  return { medewerker, scopes: scopesFor(medewerker, ids) }
}

const createIntents = (
  notitie: DemoNotitie,
  id: string,
  rank: number,
  now: Instant,
  { servicenormen, werkkalender }: SeedContext['files'],
): readonly PushedIntent[] => {
  const { moment, naam, telefoonnummer, afdelingId, gevraagdeHandeling, toelichting, vraag } = notitie
  const norm = normFor(servicenormen, afdelingId, toCivil(now).date)
  if (norm === undefined) throw new Error(`no demo norm for ${afdelingId}`)
  const { aangemaaktOp, bellenVoor } = demoMomentFor(moment, rank, norm.werkdagen, werkkalender, now)
  const contactmomentId = createId()
  const contactmoment = {
    id: contactmomentId,
    kanaal: 'telefoon',
    resultaat: 'terugbelnotitie',
    onderwerp: vraag,
    inhoud: '',
    interneToelichting: '',
    naam,
    telefoonnummer,
    artikelIds: [],
    plaatsgevondenOp: aangemaaktOp,
  }
  const args = {
    id,
    contactmomentId,
    afdelingId,
    aangemaaktOp,
    naam,
    telefoonnummer,
    gevraagdeHandeling,
    toelichting,
    bellenVoor,
  }
  return [
    { no: 1, name: registreerContactmoment.name, args: contactmoment },
    { no: 2, name: createTerugbelnotitie.name, args },
  ]
}
