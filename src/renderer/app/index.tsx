// First: schemas are made while the modules below load, and may not try to make code (content security policy).
import '../client/no-generated-code'
import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'
import './theme/fonts.css'
import './theme/neutraal.css'
import './theme/semantic.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { systemClock } from '../../shared/kernel/clock'
import { createAgentClient } from '../client/agent-client'
import { findTransport } from '../client/find-transport'
import { createApp } from './create-app'

const root = document.getElementById('klaar')
if (root !== null) {
  const app = createApp({ page: window, client: createAgentClient(findTransport(window)), clock: systemClock })
  createRoot(root).render(<StrictMode>{app}</StrictMode>)
}
