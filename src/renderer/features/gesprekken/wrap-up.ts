import type { Gesprek, GesprekId, GesprekTekstPatch } from '../../../shared/domain/gesprek/gesprek'
import { spokenMoment } from '../../../shared/kernel/dutch-time'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import type { DraftKeeper } from '../../state/draft-keeper'
import type { Notifier } from '../../state/notifier'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { findFouten, firstVeld, foutenFrom, type Fouten, type Veld } from './afronding'
import { afrondingOf, findGesprek, withAfronding, type GesprekkenAccess } from './state'

interface WrapUpDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly drafts: DraftKeeper<GesprekId, GesprekTekstPatch>
  readonly aangeboden: Map<GesprekId, Gesprek>
  readonly reload: () => Promise<void>
}

/** Registers a gesprek. Whatever goes wrong, its words stay where they are; answers the field to go to when something is missing. */
export const createWrapUp = ({ get, set }: GesprekkenAccess, deps: WrapUpDeps) => {
  const { client, notifier, drafts, aangeboden, reload } = deps
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
    if (get().bewaarfouten[id] !== undefined) drafts.retry()
    await drafts.settled(id)
    const gesprek = findGesprek(get(), id)
    if (gesprek === undefined) return undefined
    if (gesprek.status !== 'actief') {
      // A second press after finishing one gesprek must not register the caller who still waits.
      deps.notifier.toast({ text: texts.wachtNog })
      return undefined
    }
    const bewaarfout = get().bewaarfouten[id]
    if (bewaarfout !== undefined) {
      notifier.alert(texts.nietBewaard(errorLine(bewaarfout)))
      return undefined
    }
    const afronding = afrondingOf(get(), gesprek)
    const fouten = findFouten(gesprek, afronding)
    if (Object.keys(fouten).length > 0) return complain(id, fouten)
    aangeboden.set(id, gesprek)
    const { resultaat } = afronding
    // Exactly what was read out, also when that was long ago.
    const bellenVoor = resultaat === 'terugbelnotitie' ? gesprek.bellenVoor : null
    const input = { id, resultaat, bellenVoor }
    const result = await client.request('gesprekken.rondAf', input)
    if (!result.ok) return refused(id, result.error)
    await reload()
    const afdeling = get().afdelingen.find((one) => one.id === gesprek.afdelingId)?.naam ?? ''
    notifier.toast({ text: bellenVoor === null ? texts.afgerond : texts.beloofd(afdeling, spokenMoment(bellenVoor)) })
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
