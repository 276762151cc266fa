import type { AppError } from '../../../shared/kernel/result'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { findGesprek, type GesprekkenAccess, type GesprekkenDeps, type TabActions } from './state'

interface TabActionsDeps extends GesprekkenDeps {
  readonly settled: (id: Parameters<TabActions['legWeg']>[0]) => Promise<void>
  readonly reload: () => Promise<void>
}

export const createTabActions = ({ get, set }: GesprekkenAccess, deps: TabActionsDeps): TabActions => {
  const { client, notifier, undoKeys, settled, reload } = deps
  const report = (error: AppError): void => notifier.toast({ text: errorLine(error) })

  return {
    start: async (kanaal) => {
      const { gekozenId } = get()
      set({ gekozenId: undefined, isStarting: true })
      const result = await client.request('gesprekken.start', { kanaal })
      if (!result.ok) {
        set({ gekozenId, isStarting: false })
        report(result.error)
        return false
      }
      await reload()
      set({ gekozenId: result.value.id, isStarting: false })
      return true
    },
    kies: async (id) => {
      set({ gekozenId: id })
      if (findGesprek(get(), id)?.status === 'actief') return
      const result = await client.request('gesprekken.hervat', { id })
      if (!result.ok) report(result.error)
      await reload()
    },
    parkeerOfHervat: async () => {
      const gesprek = findGesprek(get(), get().gekozenId)
      if (gesprek === undefined) return
      const operation = gesprek.status === 'actief' ? 'gesprekken.parkeer' : 'gesprekken.hervat'
      const result = await client.request(operation, { id: gesprek.id })
      if (!result.ok) report(result.error)
      await reload()
    },
    legWeg: async (id) => {
      await settled(id)
      const result = await client.request('gesprekken.verwijder', { id })
      if (!result.ok) {
        report(result.error)
        return
      }
      set({ weggelegdId: id })
      await reload()
      notifier.toast({
        text: texts.weggelegd,
        action: { label: texts.herstel, keys: undoKeys, run: () => get().herstel() },
      })
    },
    herstel: async () => {
      const { weggelegdId } = get()
      if (weggelegdId === undefined) return
      const result = await client.request('gesprekken.herstel', { id: weggelegdId })
      if (!result.ok) {
        report(result.error)
        return
      }
      await reload()
      set({ weggelegdId: undefined, gekozenId: weggelegdId })
      notifier.announce(texts.hersteld)
    },
  }
}
