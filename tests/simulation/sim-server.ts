import type { AnyEntity } from '../../src/shared/kernel/entity'
import type { LiveFrame } from '../../src/shared/sync-protocol/live'
import type { Result } from '../../src/shared/kernel/result'
import type { ClaimNextRequest, ClaimNextResponse } from '../../src/shared/sync-protocol/claim-next'
import type { HelloRequest, HelloResponse } from '../../src/shared/sync-protocol/hello'
import type { PullRequest, PullResponse } from '../../src/shared/sync-protocol/pull'
import type { PurgedRequest } from '../../src/shared/sync-protocol/purged'
import type { PushRequest, PushResponse } from '../../src/shared/sync-protocol/push'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'

/** One desk's channel, as a server process sees it. */
export interface SimLine {
  readonly send: (frame: LiveFrame) => void
}

export interface SimLiveDesk {
  readonly at: (cursor: string) => void
  readonly leave: () => void
}

/** What a desk can ask of a server process; behind it the model (fast) or the production functions on PGlite (slow). */
export interface SimServer {
  readonly hello: (medewerkerId: string, request: HelloRequest) => Promise<Result<HelloResponse>>
  readonly snapshot: (
    medewerkerId: string,
    clientId: string,
    scope: string,
    after: string | undefined,
  ) => Promise<Result<AsyncIterator<SnapshotLine>>>
  readonly pull: (medewerkerId: string, request: PullRequest) => Promise<Result<PullResponse>>
  readonly push: (medewerkerId: string, request: PushRequest) => Promise<Result<PushResponse>>
  readonly purged: (medewerkerId: string, request: PurgedRequest) => Promise<Result<object>>
  readonly claimNext: (medewerkerId: string, request: ClaimNextRequest) => Promise<Result<ClaimNextResponse>>
  /** Undefined where there is no live channel. */
  readonly join: ((line: SimLine, medewerkerId: string) => SimLiveDesk) | undefined
  /** What an import of the directory does. */
  readonly save: (entity: AnyEntity, id: string, state: object) => Promise<void>
}
