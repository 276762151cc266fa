import type { Clock } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import type { SecretStore } from './secrets/secret-store'

/** What a shell gives the core. The core asks nothing else of the world outside its folder and its server. */
export interface CoreOptions {
  /** Existing folder, only for this desk; holds one folder of encrypted files per medewerker. */
  readonly profileDir: string
  readonly serverUrl: string
  /** Signs this demo medewerker in by itself when nobody is. */
  readonly demoMedewerkerId: string | undefined
  readonly shell: 'electron' | 'browser'
  readonly version: string
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly logger: Logger
}
