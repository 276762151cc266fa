import { afdelingEntity, afdelingSchema } from '../../src/shared/domain/afdeling/afdeling'
import { kennisartikelEntity, kennisartikelSchema } from '../../src/shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity, type Medewerker } from '../../src/shared/domain/medewerker/medewerker'
import { registreerContactmoment } from '../../src/shared/domain/contactmoment/intents'
import { createTerugbelnotitie } from '../../src/shared/domain/terugbelnotitie/intents'
import { terugbelnotitieEntity, terugbelnotitieSchema } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { addSeconds, type Instant } from '../../src/shared/kernel/clock'
import type { AnyEntity } from '../../src/shared/kernel/entity'
import { afdelingIds } from './make-schedule'
import { emptyState, entryKey, rowKey, type ModelState } from './model/model-state'
import { idFor } from './prng'
import type { DeskSpec } from './schedule'

/** Stands in every text of a row, so that its bytes can be found in a file where they should not be. */
export const canaryOf = (id: string): string => `kanarie-${id}`

export const medewerkerOf = ({ medewerkerId, rol, afdelingId }: DeskSpec): Medewerker => ({
  id: medewerkerId,
  naam: medewerkerId,
  rol,
  afdelingId,
})

const argsOfNotitie = (id: string, contactmomentId: string, afdelingId: string, now: Instant) =>
  createTerugbelnotitie.args.parse({
    id,
    contactmomentId,
    afdelingId,
    aangemaaktOp: now,
    naam: 'Test (demo)',
    telefoonnummer: '+31612345678',
    gevraagdeHandeling: 'Terugbellen',
    toelichting: canaryOf(id),
    bellenVoor: addSeconds(now, 3_600),
  })

/** What a wrap-up registers: a contactmoment and the promise to call back. */
export const wrapUpOf = (key: string, seed: number, afdelingId: string, now: Instant) => {
  const [contactmomentId, notitieId] = [idFor(seed, key, 'contactmoment'), idFor(seed, key, 'notitie')]
  return {
    contactmoment: registreerContactmoment.args.parse({
      id: contactmomentId,
      kanaal: 'telefoon',
      resultaat: 'terugbelnotitie',
      onderwerp: 'Terugbellen',
      inhoud: canaryOf(contactmomentId),
      interneToelichting: '',
      naam: 'Test (demo)',
      telefoonnummer: '+31612345678',
      artikelIds: [],
      plaatsgevondenOp: now,
    }),
    notitie: argsOfNotitie(notitieId, contactmomentId, afdelingId, now),
  }
}

/** A gemeente with its directory, some articles and some promises, as it was before the first desk came. */
export const firstDisk = (seed: number, desks: readonly DeskSpec[], now: Instant): ModelState => {
  const disk = emptyState(idFor(seed, 'epoch', 0))
  const add = (entity: AnyEntity, id: string, state: object): void => {
    disk.rows.set(rowKey(entity.name, id), { entity: entity.name, id, version: disk.counter + 1, state })
    for (const scope of new Set(entity.scopesOf(state))) {
      const entry = { scope, entity: entity.name, id, seq: (disk.counter += 1), op: 'upsert' as const }
      disk.log.set(entryKey(scope, entity.name, id), entry)
    }
  }
  for (const id of afdelingIds) add(afdelingEntity, id, afdelingSchema.parse({ id, naam: id, omschrijving: '' }))
  for (const [id, spec] of new Map(desks.map((desk) => [desk.medewerkerId, desk])))
    add(medewerkerEntity, id, medewerkerOf(spec))
  for (let index = 0; index < 4; index += 1) {
    const id = `artikel-${String(index)}`
    const artikel = { id, soort: 'vac', titel: id, tekst: 'Tekst.', onderwerpen: [], bron: 'Test', licentie: 'CC0' }
    add(kennisartikelEntity, id, kennisartikelSchema.parse({ ...artikel, bijgewerktOp: '2026-02-01' }))
  }
  for (let index = 0; index < 8; index += 1) {
    const id = idFor(seed, 'eerste', index)
    const afdelingId = afdelingIds[index % afdelingIds.length] ?? 'kcc'
    const notitie = {
      ...argsOfNotitie(id, idFor(seed, 'eerder', index), afdelingId, now),
      aangemaaktDoor: 'eerder',
      status: 'open',
      claim: null,
      pogingen: [],
      uitkomst: '',
      afgehandeldOp: null,
    }
    add(terugbelnotitieEntity, id, terugbelnotitieSchema.parse(notitie))
  }
  return disk
}
