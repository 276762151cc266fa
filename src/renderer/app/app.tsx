import { useEffect, useState } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Aanmelding } from '../../shared/contract/aanmelding'
import type { Werkplek } from '../../shared/contract/werkplek'
import type { AppError } from '../../shared/kernel/result'
import type { Clock } from '../../shared/kernel/clock'
import type { AgentClient } from '../client/agent-client'
import { AanmeldenScreen } from '../features/aanmelding/aanmelden-screen'
import { isLocked, useAanmelding } from '../features/aanmelding/store'
import { VergrendeldScreen } from '../features/aanmelding/vergrendeld-screen'
import type { ThemeState } from '../features/instellingen/theme-store'
import type { Notifier } from '../state/notifier'
import { appTexts } from '../texts/app'
import { verbindingTexts } from '../texts/verbinding'
import { EmptyState } from '../ui/empty-state'
import { LiveRegions } from '../ui/live-regions'
import { ToastList } from '../ui/toast-list'
import { createDesk } from './desk'
import { DeskProvider } from './desk-context'
import { ErrorBoundary } from './error-boundary'
import { useNotifications } from './notifications'
import { StoringScreen } from './screens/storing-screen'
import { Shell } from './shell/shell'
import { useWerkplek } from './werkplek-store'
import './app.css'

interface AppProps {
  readonly page: Window
  readonly client: AgentClient
  readonly clock: Clock
  readonly notifier: Notifier
  readonly theme: StoreApi<ThemeState>
}

export const App = (props: AppProps) => {
  const status = useNotifications((state) => state.status)
  const alert = useNotifications((state) => state.alert)
  const toasts = useNotifications((state) => state.toasts)
  const close = useNotifications((state) => state.close)
  // A message may name somebody: none is shown or read out over a locked desk.
  const isQuiet = useAanmelding(isLocked)
  return (
    <>
      <LiveRegions status={isQuiet ? '' : status} alert={isQuiet ? '' : alert} />
      <div className="app">
        <TransportBanner />
        <div className="app-main">
          <Stage {...props} />
        </div>
      </div>
      <ToastList
        toasts={isQuiet ? [] : toasts}
        label={appTexts.meldingen}
        closeLabel={appTexts.sluit}
        onClose={close}
      />
    </>
  )
}

/** The core is not there any more. The screen stays, so that no word disappears. */
const TransportBanner = () => {
  const transport = useWerkplek((state) => state.transport)
  const isKnown = useWerkplek((state) => state.werkplek !== undefined)
  if (!isKnown || transport === 'open') return null
  return (
    <p className="transport-banner">
      <b>■ {verbindingTexts.weg}.</b>{' '}
      {transport === 'connecting' ? verbindingTexts.wegUitleg : verbindingTexts.verlorenUitleg}
    </p>
  )
}

/** What there is to show, from "nothing works" to "at work". */
const Stage = (props: AppProps) => {
  const werkplek = useWerkplek((state) => state.werkplek)
  const transport = useWerkplek((state) => state.transport)
  const aanmelding = useAanmelding((state) => state.aanmelding)
  if (werkplek === undefined && transport === 'refused')
    return <EmptyState title={verbindingTexts.geweigerdTitel}>{verbindingTexts.geweigerd}</EmptyState>
  if (werkplek === undefined && transport === 'lost')
    return <EmptyState title={verbindingTexts.weg}>{verbindingTexts.verlorenUitleg}</EmptyState>
  if (werkplek === undefined) return <EmptyState title={appTexts.starten} />
  if (werkplek.storing !== null) return <Storing {...props} storing={werkplek.storing} />
  if (aanmelding === undefined) return <EmptyState title={appTexts.starten} />
  if (aanmelding.kind === 'afgemeld') return <AanmeldenScreen />
  return <AtWork {...props} key={aanmelding.medewerker.id} aanmelding={aanmelding} werkplek={werkplek} />
}

/** Why nothing works, until somebody does something about it. */
const Storing = ({ storing, client, notifier }: AppProps & { readonly storing: AppError }) => {
  const [isSigningIn, setIsSigningIn] = useState(false)
  if (isSigningIn) return <AanmeldenScreen />
  const onProbeer = (): void => {
    notifier.announce(verbindingTexts.geprobeerd)
    void client.request('verbinding.probeer')
  }
  return <StoringScreen storing={storing} onProbeer={onProbeer} onAanmelden={() => setIsSigningIn(true)} />
}

interface AtWorkProps extends AppProps {
  readonly aanmelding: Exclude<Aanmelding, { kind: 'afgemeld' }>
  readonly werkplek: Werkplek
}

const AtWork = ({ aanmelding, werkplek, ...deps }: AtWorkProps) => {
  const vergrendel = useAanmelding((state) => state.vergrendel)
  const isClosed = useAanmelding(isLocked)
  const [desk] = useState(() =>
    createDesk({
      ...deps,
      medewerker: aanmelding.medewerker,
      shell: werkplek.schil,
      vergrendel: () => void vergrendel(),
    }),
  )
  // The desk itself outlives a lock: a word that came too late to be stored is nowhere else.
  useEffect(() => (isClosed ? undefined : desk.start()), [desk, isClosed])
  if (isClosed) return <VergrendeldScreen />
  return (
    <DeskProvider desk={desk}>
      {/* Inside the desk: when its frame breaks, words that are not on disk yet stay with it. */}
      <ErrorBoundary onBroken={deps.notifier.alert}>
        <Shell gemeente={aanmelding.gemeente} werkplek={werkplek} />
      </ErrorBoundary>
    </DeskProvider>
  )
}
