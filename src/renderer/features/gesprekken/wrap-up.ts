import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import type { Notifier } from '../../state/notifier'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { beloofd, findFouten, firstVeld, foutenFrom, type Fouten, type Veld } from './afronding'
import { afrondingOf, findGesprek, withAfronding, type GesprekkenAccess } from './state'

interface WrapUpDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly settled: (id: GesprekId) => Promise<void>
  readonly reload: () => Promise<void>
}

/** Registers a gesprek. Whatever goes wrong, its words stay where they are; answers the field to go to when something is missing. */
export const createWrapUp = ({ get, set }: GesprekkenAccess, { client, notifier, settled, reload }: WrapUpDeps) => {
  // A second press while the first is on its way must not register twice.
  const busy = new Set<GesprekId>()

  const complain = (id: GesprekId, fouten: Fouten): Veld | undefined => {
    set((state) => withAfronding(state, id, { fouten }))
    notifier.alert(texts.nogInvullen(Object.keys(fouten).length))
    return firstVeld(fouten)
  }

  const refused = (id: GesprekId, error: AppError): Veld | undefined => {
    const fouten = error.code === 'validation' ? foutenFrom(error.field, error.rule) : undefined
    if (fouten !== undefined) return complain(id, fouten)
    notifier.toast({ text: errorLine(error) })
    return undefined
  }

  const register = async (id: GesprekId): Promise<Veld | undefined> => {
    await settled(id)
    const gesprek = findGesprek(get(), id)
    if (gesprek === undefined) return undefined
    const bewaarfout = get().bewaarfouten[id]
    if (bewaarfout !== undefined) {
      notifier.alert(texts.nietBewaard(errorLine(bewaarfout)))
      return undefined
    }
    const afronding = afrondingOf(get(), gesprek)
    const fouten = findFouten(gesprek, afronding)
    if (Object.keys(fouten).length > 0) return complain(id, fouten)
    // Exactly what stood on the screen to be read out, also when a minute has passed since.
    const voorstel = afronding.resultaat === 'terugbelnotitie' ? beloofd(gesprek, afronding) : undefined
    const input = { id, resultaat: afronding.resultaat, bellenVoor: voorstel?.bellenVoor ?? null }
    const result = await client.request('gesprekken.rondAf', input)
    if (!result.ok) return refused(id, result.error)
    await reload()
    const afdeling = get().afdelingen.find((one) => one.id === gesprek.afdelingId)?.naam ?? ''
    notifier.toast({ text: voorstel === undefined ? texts.afgerond : texts.beloofd(afdeling, voorstel.gesproken) })
    return undefined
  }

  return async (id: GesprekId): Promise<Veld | undefined> => {
    if (busy.has(id)) return undefined
    busy.add(id)
    try {
      return await register(id)
    } finally {
      busy.delete(id)
    }
  }
}
