import type { Werkplek } from '../../../shared/contract/werkplek'
import { CommandPalette } from '../command-palette'
import { useDesk } from '../desk-context'
import { ErrorBoundary } from '../error-boundary'
import { HelpDialog } from '../help-dialog'
import { useNavigation } from '../navigation'
import { InstellingenScreen } from '../screens/instellingen-screen'
import { TerugbellenScreen } from '../screens/terugbellen-screen'
import { VerbindingScreen } from '../screens/verbinding-screen'
import { WerkbladScreen } from '../screens/werkblad-screen'
import { Rail } from './rail'
import { StatusBar } from './status-bar'
import { TopBar } from './top-bar'
import './shell.css'

interface ShellProps {
  readonly gemeente: string
  readonly werkplek: Werkplek
}

/** The frame around every screen. */
export const Shell = ({ gemeente, werkplek }: ShellProps) => (
  <div className="shell">
    <TopBar gemeente={gemeente} />
    <Rail />
    <div className="shell-main">
      <CurrentScreen werkplek={werkplek} />
    </div>
    <StatusBar werkplek={werkplek} />
    <CommandPalette />
    <HelpDialog />
  </div>
)

const CurrentScreen = ({ werkplek }: Pick<ShellProps, 'werkplek'>) => {
  const scherm = useNavigation((state) => state.scherm)
  const { notifier } = useDesk()
  // A boundary of its own per screen: when one breaks, the others and the keys still work.
  return (
    <ErrorBoundary key={scherm} onBroken={notifier.alert}>
      {scherm === 'werkblad' ? <WerkbladScreen /> : null}
      {scherm === 'terugbellen' ? <TerugbellenScreen /> : null}
      {scherm === 'verbinding' ? <VerbindingScreen /> : null}
      {scherm === 'instellingen' ? <InstellingenScreen werkplek={werkplek} /> : null}
    </ErrorBoundary>
  )
}
