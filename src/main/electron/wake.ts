import type { AgentTransport } from '../../shared/contract/envelope'
import type { OperationName } from '../../shared/contract/index'

/** What we need of Electron's `powerMonitor`. */
interface PowerMonitor {
  readonly on: (event: 'resume' | 'unlock-screen', listener: () => void) => unknown
}

const operation: OperationName = 'verbinding.probeer'

/**
 * After sleep the live channel is dead without knowing it, and an agent who unlocks the screen wants to see what is true now. So main asks
 * the core what a screen may ask too; a refusal (nobody is signed in) concerns nobody.
 */
export const reconnectOnWake = (powerMonitor: PowerMonitor, core: Pick<AgentTransport, 'request'>): void => {
  const reconnect = (): void => {
    void core.request({ id: 0, name: operation })
  }
  powerMonitor.on('resume', reconnect)
  powerMonitor.on('unlock-screen', reconnect)
}
