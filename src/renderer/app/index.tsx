import '../client/no-generated-code'
import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'
import './theme/fonts.css'
import './theme/neutraal.css'
import './theme/semantic.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { systemClock } from '../../shared/kernel/clock'
import { createAgentClient } from '../client/agent-client'
import { findTransport } from '../client/find-transport'
import { AanmeldingProvider, createAanmeldingStore } from '../features/aanmelding/store'
import { createThemeStore, ThemeProvider } from '../features/instellingen/theme-store'
import { appTexts } from '../texts/app'
import { createNowSource, NowProvider } from '../ui/now'
import { App } from './app'
import { createNotifications, NotificationsProvider } from './notifications'
import { createWerkplekStore, WerkplekProvider } from './werkplek-store'

const start = (root: HTMLElement): void => {
  const client = createAgentClient(findTransport(window))
  const theme = createThemeStore(window)
  const werkplek = createWerkplekStore(client)
  const aanmelding = createAanmeldingStore(client)
  const notifications = createNotifications()
  // Before the first paint, so that a dark screen never flashes white.
  theme.start()
  werkplek.start()
  aanmelding.start()
  // A handler that failed is a bug somewhere; the person at the desk should at least know that nothing was lost.
  window.addEventListener('unhandledrejection', () => notifications.notifier.toast({ text: appTexts.onverwacht }))

  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="nl-NL">
        <NowProvider value={createNowSource(systemClock.now)}>
          <ThemeProvider value={theme.store}>
            <NotificationsProvider value={notifications.store}>
              <WerkplekProvider value={werkplek.store}>
                <AanmeldingProvider value={aanmelding.store}>
                  <App
                    page={window}
                    client={client}
                    clock={systemClock}
                    notifier={notifications.notifier}
                    theme={theme.store}
                  />
                </AanmeldingProvider>
              </WerkplekProvider>
            </NotificationsProvider>
          </ThemeProvider>
        </NowProvider>
      </I18nProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('klaar')
if (root !== null) start(root)
