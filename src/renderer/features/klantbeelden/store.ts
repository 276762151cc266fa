import { createStore } from 'zustand/vanilla'
import type { OperationInput } from '../../../shared/contract/index'
import type { Klantbeeld } from '../../../shared/domain/klantbeeld/klantbeeld'
import { millisecondsBetween, type Clock } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'
import type { Telefoonnummer } from '../../../shared/kernel/telefoonnummer'
import type { AgentClient } from '../../client/agent-client'
import { createStoreContext, type FeatureStore } from '../../state/store-context'

type Doel = OperationInput<'klantbeelden.open'>['doel']

/** What is on the screen of one caller. It is for one number only: another gesprek never shows it. */
export type Beeld =
  | { readonly kind: 'dicht' }
  | { readonly kind: 'laden'; readonly nummer: Telefoonnummer }
  | { readonly kind: 'open'; readonly nummer: Telefoonnummer; readonly klantbeeld: Klantbeeld }
  | { readonly kind: 'verlopen'; readonly nummer: Telefoonnummer }
  | { readonly kind: 'mislukt'; readonly nummer: Telefoonnummer; readonly error: AppError }

export interface KlantbeeldenState {
  readonly beeld: Beeld
  readonly open: (nummer: Telefoonnummer, doel: Doel) => Promise<void>
  /** Done with it: gone from the screen and from this computer. */
  readonly sluit: () => void
}

interface KlantbeeldenDeps {
  readonly client: AgentClient
  readonly clock: Clock
}

/** What is known of a caller, for as long as somebody needs it and never longer than the server allows. */
export const createKlantbeeldenStore = ({ client, clock }: KlantbeeldenDeps): FeatureStore<KlantbeeldenState> => {
  let expiry: ReturnType<typeof setTimeout> | undefined

  const forget = (next: Beeld): void => {
    clearTimeout(expiry)
    const { beeld } = store.getState()
    store.setState({ beeld: next })
    if (beeld.kind === 'open') void client.request('klantbeelden.sluit', { klant: beeld.klantbeeld.klant })
  }

  const store = createStore<KlantbeeldenState>()((set, get) => ({
    beeld: { kind: 'dicht' },
    open: async (nummer, doel) => {
      forget({ kind: 'laden', nummer })
      const asked = get().beeld
      const result = await client.request('klantbeelden.open', { telefoonnummer: nummer, doel })
      // Closed, or another caller, meanwhile.
      if (get().beeld !== asked) {
        const { beeld } = get()
        const isWanted = beeld.kind === 'open' && result.ok && beeld.klantbeeld.klant === result.value.klant
        if (result.ok && !isWanted) void client.request('klantbeelden.sluit', { klant: result.value.klant })
        return
      }
      if (!result.ok) {
        set({ beeld: { kind: 'mislukt', nummer, error: result.error } })
        return
      }
      set({ beeld: { kind: 'open', nummer, klantbeeld: result.value } })
      expiry = setTimeout(() => forget({ kind: 'verlopen', nummer }), lifeLeft(result.value, clock))
    },
    sluit: () => forget({ kind: 'dicht' }),
  }))

  return { store, start: () => () => store.getState().sluit() }
}

/** By the clock of this computer, but never more than its whole life: a clock that is behind gives no extra time. */
const lifeLeft = ({ opgehaaldOp, verlooptOp }: Klantbeeld, clock: Clock): number =>
  Math.max(0, Math.min(millisecondsBetween(clock.now(), verlooptOp), millisecondsBetween(opgehaaldOp, verlooptOp)))

export const { Provider: KlantbeeldenProvider, useSelect: useKlantbeelden } =
  createStoreContext<KlantbeeldenState>('klantbeelden')
