import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Clock } from '../../shared/kernel/clock'
import type { AgentClient } from '../client/agent-client'
import { AanmeldingProvider, createAanmeldingStore } from '../features/aanmelding/store'
import { createThemeStore, ThemeProvider } from '../features/instellingen/theme-store'
import { appTexts } from '../texts/app'
import { createNowSource, NowProvider } from '../ui/now'
import { App } from './app'
import { ErrorBoundary } from './error-boundary'
import { createNotifications, NotificationsProvider } from './notifications'
import { createWerkplekStore, WerkplekProvider } from './werkplek-store'

interface AppDeps {
  readonly page: Window
  readonly client: AgentClient
  readonly clock: Clock
}

/** The whole renderer, ready to be drawn. It lives as long as its page. */
export const createApp = ({ page, client, clock }: AppDeps): React.ReactElement => {
  const theme = createThemeStore(page)
  const werkplek = createWerkplekStore(client)
  const aanmelding = createAanmeldingStore(client, clock)
  const { store, notifier } = createNotifications()
  // The theme first: a dark screen must never flash white.
  for (const part of [theme, werkplek, aanmelding]) part.start()
  // A handler that failed is a bug somewhere; the person at the desk should at least know that nothing was lost.
  page.addEventListener('unhandledrejection', () => notifier.toast({ text: appTexts.onverwacht }))

  return (
    <I18nProvider locale="nl-NL">
      <NowProvider value={createNowSource(clock.now)}>
        <ThemeProvider value={theme.store}>
          <NotificationsProvider value={store}>
            <WerkplekProvider value={werkplek.store}>
              <AanmeldingProvider value={aanmelding.store}>
                <ErrorBoundary onBroken={notifier.alert}>
                  <App page={page} client={client} clock={clock} notifier={notifier} theme={theme.store} />
                </ErrorBoundary>
              </AanmeldingProvider>
            </WerkplekProvider>
          </NotificationsProvider>
        </ThemeProvider>
      </NowProvider>
    </I18nProvider>
  )
}
