import type { Werkplek } from '../../../shared/contract/werkplek'
import { ConnectionStatus } from '../../features/verbinding/connection-status'
import { appTexts } from '../../texts/app'
import { verbindingTexts } from '../../texts/verbinding'
import { Kbd } from '../../ui/kbd'
import { useDesk, useKeys } from '../desk-context'
import { useWerkplek } from '../werkplek-store'
import './status-bar.css'

export const StatusBar = ({ werkplek }: { readonly werkplek: Werkplek }) => {
  const { actions } = useDesk()
  const keys = useKeys()
  const isCoreGone = useWerkplek((state) => state.transport !== 'open')
  return (
    <footer className="status-bar">
      <ConnectionStatus
        isCoreGone={isCoreGone}
        onOpen={() => actions.naar('verbinding')}
        onAandacht={actions.bekijkAandacht}
      />
      {werkplek.sleutelbewaring === 'bestand' ? (
        <span className="status-bar-dev">{verbindingTexts.ontwikkel}</span>
      ) : null}
      <span className="status-bar-keys">
        <Kbd keys={keys('volgend-vak')} /> {appTexts.volgendVak}
        {' · '}
        <Kbd keys={keys('help')} /> {appTexts.sneltoetsen}
      </span>
    </footer>
  )
}
