import type { AgentTransport } from '../../shared/contract/envelope'
import type { OperationName } from '../../shared/contract/index'
import { transportStateEvent } from '../../shared/contract/transport-state'

type On<Event extends string> = (event: Event, listener: () => void) => unknown

/** What we need of Electron's `powerMonitor`; a part per event, because Electron describes them so. */
interface PowerMonitor {
  readonly on: On<'resume'> & On<'lock-screen'> & On<'unlock-screen'>
}

/**
 * A locked screen locks the desk, and unlocking it opens the desk again: the system has checked who it is. After that, and after sleep, the
 * live channel is dead without knowing it. Main asks the core what a screen may ask too; a refusal (nobody is signed in) concerns nobody.
 */
export const followPower = (powerMonitor: PowerMonitor, core: AgentTransport): void => {
  let isLocked = false
  // One after the other, or a quick hand could be locked out by a lock that arrives after its own end.
  let turn: Promise<unknown> = Promise.resolve()
  const ask = (...names: readonly OperationName[]): void => {
    for (const name of names) {
      const request = () => core.request({ id: 0, name })
      turn = turn.then(request, request)
    }
  }
  powerMonitor.on('resume', () => ask('verbinding.probeer'))
  powerMonitor.on('lock-screen', () => {
    isLocked = true
    ask('aanmelding.vergrendel')
  })
  powerMonitor.on('unlock-screen', () => {
    isLocked = false
    ask('aanmelding.ontgrendel', 'verbinding.probeer')
  })
  // A core that fell right then has not heard of it.
  core.onEvent(({ event, payload }) => {
    if (isLocked && event === transportStateEvent && payload === 'open') ask('aanmelding.vergrendel')
  })
}
