import type { ContractHandlers, OperationName } from '../../shared/contract/index'
import type { Session } from './aanmelding/session'
import type { CoreEvents } from './core-events'
import type { CoreOptions } from './core-options'

/** What needs a signed-in medewerker. */
export type WorkspaceOperation = Exclude<OperationName, `aanmelding.${string}` | `werkplek.${string}`>
export type WorkspaceHandlers = Pick<ContractHandlers, WorkspaceOperation>

/** What a workspace gets, and whom it tells when it cannot go on as it is. */
export interface WorkspaceOptions {
  readonly core: CoreOptions
  readonly session: Session
  /** The newest token; a new sign-in of the same medewerker replaces it. */
  readonly token: () => string
  /** Gets a new token without asking anybody, if that is possible here. */
  readonly renew: () => Promise<boolean>
  readonly events: CoreEvents
  /** A file that had opened well turned out to be damaged. */
  readonly onDamage: (file: 'cache' | 'outbox') => void
  /** The server says that this device was withdrawn. */
  readonly onRevoked: () => void
  /** No contact with the server for longer than the gemeente allows. */
  readonly onOverdue: () => void
  /** The server answered. */
  readonly onContact: () => void
}
