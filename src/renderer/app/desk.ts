import type { Medewerker } from '../../shared/domain/medewerker/medewerker'
import type { Clock } from '../../shared/kernel/clock'
import type { AgentClient } from '../client/agent-client'
import { createContactmomentenStore } from '../features/contactmomenten/store'
import { createGesprekkenStore } from '../features/gesprekken/store'
import type { ThemeState } from '../features/instellingen/theme-store'
import { createKennisartikelenStore } from '../features/kennisartikelen/store'
import { createKlantbeeldenStore } from '../features/klantbeelden/store'
import { createTerugbelnotitiesStore } from '../features/terugbelnotities/store'
import { createVerbindingStore } from '../features/verbinding/store'
import type { Notifier } from '../state/notifier'
import type { StoreApi } from 'zustand/vanilla'
import type { Shell } from './commands/command'
import { aandachtKeys, undoKeys } from './commands/command-deps'
import { createCommands } from './commands/create-commands'
import { listenForKeys } from './commands/listen-for-keys'
import { copyText } from './copy-text'
import { followNetwork } from './follow-network'
import { saveText } from './save-text'
import { createDeskActions } from './desk-actions'
import { createFocus } from './focus'
import { createNavigationStore } from './navigation'
import { createUndo } from './undo'

interface DeskDeps {
  readonly page: Window
  readonly client: AgentClient
  readonly clock: Clock
  readonly notifier: Notifier
  readonly medewerker: Medewerker
  readonly shell: Shell
  readonly theme: StoreApi<ThemeState>
  readonly vergrendel: () => void
}

/** Everything of one medewerker at this desk: made at sign-in, gone at sign-out. */
export const createDesk = ({ page, client, clock, medewerker, shell, theme, ...deps }: DeskDeps) => {
  const undo = createUndo(deps.notifier, undoKeys)
  const { notifier } = undo
  const gesprekken = createGesprekkenStore({ client, notifier, clock, undoKeys })
  const kennisartikelen = createKennisartikelenStore(client)
  const terugbelnotities = createTerugbelnotitiesStore({
    client,
    notifier,
    clock,
    medewerker,
    undoKeys,
    isOffline: () => verbinding.store.getState().status?.staat === 'geen',
  })
  const contactmomenten = createContactmomentenStore(client)
  const klantbeelden = createKlantbeeldenStore({ client, clock })
  const navigation = createNavigationStore()
  const focus = createFocus(page.document)
  const verbinding = createVerbindingStore({
    client,
    notifier,
    clock,
    medewerkerId: medewerker.id,
    undoKeys,
    aandachtKeys,
    onBekijk: () => actions.bekijkAandacht(),
  })

  const parts = {
    gesprekken: gesprekken.store,
    kennisartikelen: kennisartikelen.store,
    terugbelnotities: terugbelnotities.store,
    contactmomenten: contactmomenten.store,
    verbinding: verbinding.store,
    klantbeelden: klantbeelden.store,
    navigation,
    theme,
    notifier,
    clock,
    focus,
    undo,
    medewerkerId: medewerker.id,
    save: (name: string, text: string) => saveText(page.document, name, text),
    copy: (text: string) => copyText(page.document, text),
  }
  const actions = createDeskActions(parts)
  const pressArrow = (key: string): void => {
    page.document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }
  const commands = createCommands({ ...parts, actions, medewerker, pressArrow, vergrendel: deps.vergrendel })

  return {
    ...parts,
    client,
    medewerker,
    shell,
    actions,
    commands,
    /** Loads everything and follows the core. Returns the function that ends that; it can start again after it. */
    start: (): (() => void) => {
      // Whoever opens the desk, also after a crash, can go on typing where the words stopped; whoever unlocks it is where they were.
      const before = focus.place()
      const stopWaiting = gesprekken.store.subscribe(({ isLoaded }) => {
        if (!isLoaded) return
        stopWaiting()
        if (before === undefined || !focus.to(before)) actions.focusWork()
      })
      const stops = [
        stopWaiting,
        ...[gesprekken, kennisartikelen, terugbelnotities, contactmomenten, verbinding, klantbeelden].map((part) =>
          part.start(),
        ),
        focus.start(),
        followNetwork(page, client),
        actions.followGesprekken(),
        listenForKeys({ page, commands, shell, isCovered: () => navigation.getState().overlay !== undefined }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export type Desk = ReturnType<typeof createDesk>
