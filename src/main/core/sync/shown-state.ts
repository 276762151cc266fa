import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import type { Clock } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'

export type SyncState = Pick<VerbindingStatus, 'staat' | 'sinds' | 'laatsteContact' | 'reden'>

/** What the screen says about the connection; tells when it changes. */
export const createShownState = (clock: Clock, onState: () => void) => {
  let state: SyncState = { staat: 'verbinden', sinds: clock.now(), laatsteContact: null, reden: null }
  return {
    state: (): SyncState => state,
    contact: (): void => {
      state = { ...state, laatsteContact: clock.now() }
    },
    show: (staat: SyncState['staat'], reden: AppError | null): void => {
      if (state.staat === staat && state.reden?.code === reden?.code) return
      state = { ...state, staat, reden, sinds: clock.now() }
      onState()
    },
  }
}
