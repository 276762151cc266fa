import { createAfdelingQueries } from './afdelingen/queries'
import { createContactmomentQueries } from './contactmomenten/queries'
import type { DeskFiles } from './db/desk-files'
import { createGesprekCommands } from './gesprekken/commands'
import { createGesprekQueries } from './gesprekken/queries'
import type { GesprekRepository } from './gesprekken/repository'
import { createRondAf } from './gesprekken/rond-af'
import { createKennisartikelQueries } from './kennisartikelen/queries'
import type { EntityStore } from './sync/entity-store'
import { createClaimVolgende } from './terugbelnotities/claim-volgende'
import { createTerugbelnotitieCommands } from './terugbelnotities/commands'
import { createUitkomstConcepten } from './terugbelnotities/concepten'
import { createTerugbelnotitieQueries } from './terugbelnotities/queries'
import { createAandacht } from './verbinding/aandacht'
import { createDiagnose } from './verbinding/diagnose'
import type { WorkspaceHandlers, WorkspaceOptions } from './workspace-options'
import type { WorkspaceParts } from './workspace-parts'
import type { KennisIndex } from './zoeken/kennis-index'

interface HandlerOptions extends WorkspaceOptions, WorkspaceParts {
  readonly files: DeskFiles
  readonly store: EntityStore
  readonly index: KennisIndex
  readonly gesprekken: GesprekRepository
}

/** Every operation of a signed-in medewerker. */
export const createWorkspaceHandlers = (options: HandlerOptions): WorkspaceHandlers => ({
  ...frontHandlers(options),
  ...noteHandlers(options),
  ...connectionHandlers(options),
})

/** Everything around a running gesprek. */
const frontHandlers = ({ core, events, files, store, index, gesprekken, sync, klantbeelden }: HandlerOptions) => {
  const { clock } = core
  const afdelingen = createAfdelingQueries(files.cache, clock)
  const onChange = (): void => {
    events.emit('gesprekken.changed', null)
  }
  const commands = createGesprekCommands({ repository: gesprekken, clock, onChange })
  const queries = createGesprekQueries({ repository: gesprekken, afdelingen, clock })
  const kennisartikelen = createKennisartikelQueries(store, index)
  return {
    'afdelingen.list': afdelingen.list,
    'gesprekken.list': queries.list,
    'gesprekken.start': commands.start,
    'gesprekken.bewaar': commands.bewaar,
    'gesprekken.parkeer': commands.parkeer,
    'gesprekken.hervat': commands.hervat,
    'gesprekken.verwijder': commands.verwijder,
    'gesprekken.herstel': commands.herstel,
    'gesprekken.voorstelTerugbellen': queries.voorstelTerugbellen,
    'gesprekken.rondAf': createRondAf({ repository: gesprekken, outbox: sync.outbox, clock, onChange }),
    'kennisartikelen.search': kennisartikelen.search,
    'kennisartikelen.find': kennisartikelen.find,
    'klantbeelden.open': klantbeelden.open,
    'klantbeelden.sluit': klantbeelden.sluit,
  }
}

/** What was registered and promised. */
const noteHandlers = (options: HandlerOptions) => {
  const { core, session, files, store, sync, serverClock, notities, renewal, untilMine } = options
  const { outbox } = sync
  const { medewerker } = session
  const contactmomenten = createContactmomentQueries(files.cache, outbox, medewerker.id)
  const concepten = createUitkomstConcepten(files.outbox)
  const { touch } = renewal
  const commands = createTerugbelnotitieCommands({ outbox, store, concepten, medewerker, clock: core.clock, touch })
  const queries = createTerugbelnotitieQueries({
    repository: notities,
    outbox,
    concepten,
    medewerker,
    clock: serverClock,
  })
  return {
    'contactmomenten.listRecent': contactmomenten.listRecent,
    'terugbelnotities.list': queries.list,
    'terugbelnotities.count': queries.count,
    'terugbelnotities.find': queries.find,
    'terugbelnotities.claim': commands.claim,
    'terugbelnotities.claimVolgende': createClaimVolgende({ link: options.link, outbox, untilMine, touch }),
    'terugbelnotities.geefVrij': commands.geefVrij,
    'terugbelnotities.breekClaim': commands.breekClaim,
    'terugbelnotities.registreerPoging': commands.registreerPoging,
    'terugbelnotities.bewaarUitkomst': commands.bewaarUitkomst,
    'terugbelnotities.handelAf': commands.handelAf,
  }
}

/** What the server knows of it, and what it refused. */
const connectionHandlers = ({ core, events, files, sync, guard, verbinding }: HandlerOptions) => {
  const aandacht = createAandacht({
    attention: sync.attention,
    outbox: sync.outbox,
    onChange: () => {
      events.emit('aandacht.changed', null)
      verbinding.announce()
    },
  })
  const diagnose = createDiagnose({
    sync,
    cache: files.cache,
    locksAt: guard.locksAt,
    version: core.version,
  })
  return {
    'verbinding.find': verbinding.find,
    'verbinding.diagnose': diagnose,
    'verbinding.probeer': verbinding.probeer,
    'verbinding.controleer': verbinding.controleer,
    'verbinding.listAandacht': aandacht.list,
    'verbinding.handelAandachtAf': aandacht.handelAf,
    'verbinding.zetAandachtTerug': aandacht.zetTerug,
    'verbinding.verstuurOpnieuw': aandacht.verstuurOpnieuw,
  }
}
