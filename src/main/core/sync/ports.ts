import type { ClaimNextRequest, ClaimNextResponse } from '../../../shared/sync-protocol/claim-next'
import type { Klantbeeld } from '../../../shared/domain/klantbeeld/klantbeeld'
import type { KlantbeeldRequest } from '../../../shared/sync-protocol/klantbeeld'
import type { PurgedRequest } from '../../../shared/sync-protocol/purged'
import type { HelloRequest, HelloResponse } from '../../../shared/sync-protocol/hello'
import type { LiveFrame } from '../../../shared/sync-protocol/live'
import type { PullRequest, PullResponse } from '../../../shared/sync-protocol/pull'
import type { PushRequest, PushResponse } from '../../../shared/sync-protocol/push'
import type { SnapshotLine } from '../../../shared/sync-protocol/snapshot'

/** How sync reaches the server. Calls throw `AppFailure`: `offline` when there was no answer, else what the server said. */
export interface ServerLink {
  readonly hello: (request: HelloRequest) => Promise<HelloResponse>
  readonly snapshot: (scope: string, after: string | undefined) => AsyncIterable<SnapshotLine>
  readonly pull: (request: PullRequest) => Promise<PullResponse>
  readonly push: (request: PushRequest) => Promise<PushResponse>
  /** Tells that ordered purges are done. */
  readonly purged: (request: PurgedRequest) => Promise<void>
  readonly claimNext: (request: ClaimNextRequest) => Promise<ClaimNextResponse>
  readonly klantbeeld: (request: KlantbeeldRequest) => Promise<Klantbeeld>
  readonly openLive: (transport: LiveTransport, request: LiveRequest, handlers: LiveHandlers) => LiveConnection
  /** Breaks off what is under way; calls fail with `offline` from then on. */
  readonly close: () => void
}

/** Fastest first; a desk falls back when a proxy breaks one. */
export type LiveTransport = 'websocket' | 'sse' | 'poll'

export interface LiveRequest {
  readonly clientId: string
  /** Where every cursor of this desk stands; undefined while a first copy is under way. */
  readonly at: () => string | undefined
}

export interface LiveHandlers {
  readonly onOpen: () => void
  readonly onFrame: (frame: LiveFrame) => void
  /** Exactly once, also when it never opened. */
  readonly onClose: () => void
}

export interface LiveConnection {
  readonly send: (frame: LiveFrame) => void
  readonly close: () => void
}

/** Timers as a port, so that a simulation can own time. */
export interface Timers {
  /** Returns the function that cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void
}

export const systemTimers: Timers = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** A number from 0 up to 1; injected for the same reason. */
export type Random = () => number

/** Milliseconds that only count up, whatever happens to the clock on the wall; injected for the same reason. */
export type Monotonic = () => number

export const systemMonotonic: Monotonic = () => performance.now()
