import { createContext, useContext } from 'react'
import { ContactmomentenProvider } from '../features/contactmomenten/store'
import { GesprekkenProvider } from '../features/gesprekken/store'
import { KennisartikelenProvider } from '../features/kennisartikelen/store'
import { KlantbeeldenProvider } from '../features/klantbeelden/store'
import { TerugbelnotitiesProvider } from '../features/terugbelnotities/store'
import { VerbindingProvider } from '../features/verbinding/store'
import { shownKeys } from './commands/command'
import type { Desk } from './desk'
import { NavigationProvider } from './navigation'

const DeskContext = createContext<Desk | undefined>(undefined)

/** Gives the desk and each of its stores to the screens. */
export const DeskProvider = ({ desk, children }: { readonly desk: Desk; readonly children: React.ReactNode }) => (
  <DeskContext.Provider value={desk}>
    <NavigationProvider value={desk.navigation}>
      <VerbindingProvider value={desk.verbinding}>
        <KennisartikelenProvider value={desk.kennisartikelen}>
          <GesprekkenProvider value={desk.gesprekken}>
            <TerugbelnotitiesProvider value={desk.terugbelnotities}>
              <ContactmomentenProvider value={desk.contactmomenten}>
                <KlantbeeldenProvider value={desk.klantbeelden}>{children}</KlantbeeldenProvider>
              </ContactmomentenProvider>
            </TerugbelnotitiesProvider>
          </GesprekkenProvider>
        </KennisartikelenProvider>
      </VerbindingProvider>
    </NavigationProvider>
  </DeskContext.Provider>
)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('no desk around this component')
  return desk
}

/** The keys of a command, as this shell has them: a button never writes them down itself. */
export const useKeys = (): ((commandId: string) => string) => {
  const { commands, shell } = useDesk()
  return (commandId) => {
    const command = commands.find(({ id }) => id === commandId)
    return command === undefined ? '' : (shownKeys(command, shell) ?? '')
  }
}
