import { afdelingEntity } from '../../shared/domain/afdeling/afdeling'
import { medewerkerEntity, rolSchema, type Medewerker } from '../../shared/domain/medewerker/medewerker'
import { recordVerwerkingen } from '../audit/verwerking'
import type { Db } from '../db/db'
import { readServerState } from '../server-state'
import { createChanges } from '../sync/changes'
import { createWriter } from '../sync/writer'
import { administrator, complain, print } from './print'

export interface MedewerkerChange {
  readonly rol?: string
  readonly afdeling?: string
}

/**
 * `medewerker wijzig`: another role or afdeling, and with it other scopes. Desks that are connected hear it at once: they copy what is new and
 * erase what they lost. Returns the exit code.
 */
export const changeMedewerker = async (
  id: string,
  { rol, afdeling }: MedewerkerChange,
  openDb: () => Promise<Db>,
): Promise<number> => {
  const newRol = rolSchema.optional().safeParse(rol)
  if (!newRol.success || (rol === undefined && afdeling === undefined)) {
    complain(`Geef --rol (${rolSchema.options.join(', ')}) of --afdeling, of allebei.`)
    return 2
  }
  return onMedewerker(
    id,
    'medewerker.wijzig',
    openDb,
    (known, knowsAfdeling) => {
      if (afdeling !== undefined && !knowsAfdeling) {
        complain('Deze afdeling is niet bekend. Er is niets gewijzigd.')
        return undefined
      }
      const state = { ...known, rol: newRol.data ?? known.rol, afdelingId: afdeling ?? known.afdelingId }
      return {
        state,
        said: `Gewijzigd: rol ${state.rol}, afdeling ${state.afdelingId}.`,
        note: `${state.rol}, ${state.afdelingId}`,
      }
    },
    afdeling,
  )
}

/** `medewerker verwijder`: no longer works here. Sessions and live channels end within a minute. Returns the exit code. */
export const removeMedewerker = (id: string, openDb: () => Promise<Db>): Promise<number> =>
  onMedewerker(id, 'medewerker.verwijder', openDb, () => ({
    state: undefined,
    said: 'Verwijderd. Aanmelden kan niet meer, en werkplekken die nog open staan stoppen binnen een minuut.',
    note: null,
  }))

interface Outcome {
  readonly state: Medewerker | undefined
  readonly said: string
  readonly note: string | null
}

const onMedewerker = async (
  id: string,
  actie: string,
  openDb: () => Promise<Db>,
  decide: (known: Medewerker, knowsAfdeling: boolean) => Outcome | undefined,
  afdeling?: string,
): Promise<number> => {
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    const outcome = await createWriter(
      db,
      tenant,
      createChanges(),
    )(async (unit, tx) => {
      await unit.load(medewerkerEntity, [id])
      if (afdeling !== undefined) await unit.load(afdelingEntity, [afdeling])
      const known = medewerkerEntity.schema.optional().parse(unit.find(medewerkerEntity, id))
      if (known === undefined) {
        complain('Deze medewerker is niet bekend. Er is niets gewijzigd.')
        return undefined
      }
      const decided = decide(known, afdeling !== undefined && unit.find(afdelingEntity, afdeling) !== undefined)
      if (decided === undefined) return undefined
      unit.save(medewerkerEntity, id, decided.state)
      await recordVerwerkingen(tx, tenant, [
        {
          actie,
          medewerker: administrator,
          client: null,
          onderwerp: `medewerker/${id}`,
          doel: null,
          toelichting: decided.note,
        },
      ])
      return decided
    })
    if (outcome === undefined) return 1
    print(outcome.said)
    return 0
  } finally {
    await db.close()
  }
}
