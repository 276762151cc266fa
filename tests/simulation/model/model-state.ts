import type { Medewerker } from '../../../src/shared/domain/medewerker/medewerker'
import { scopesFor } from '../../../src/shared/domain/rechten/rechten'
import { medewerkerEntity } from '../../../src/shared/domain/medewerker/medewerker'
import type { AnyEntity } from '../../../src/shared/kernel/entity'
import type { IntentOutcome } from '../../../src/shared/sync-protocol/push'

export interface ModelRow {
  readonly entity: string
  readonly id: string
  readonly version: number
  readonly state: object
}

export interface ModelEntry {
  readonly scope: string
  readonly entity: string
  readonly id: string
  readonly seq: number
  readonly op: 'upsert' | 'remove'
}

export interface ModelClient {
  readonly medewerkerId: string
  readonly lastNo: number
  readonly protocol: number
  /** `houdt`: may lie there. `wissen`: must go, ordered until the receipt. */
  readonly scopes: ReadonlyMap<string, 'houdt' | 'wissen'>
}

/** What the server's disk holds. Values are never changed in place, so a backup is a copy of the maps. */
export interface ModelState {
  readonly epoch: string
  counter: number
  readonly rows: Map<string, ModelRow>
  /** Newest entry per scope and row. */
  readonly log: Map<string, ModelEntry>
  readonly clients: Map<string, ModelClient>
  readonly revoked: Set<string>
  readonly outcomes: Map<string, IntentOutcome>
  /** How often each (client, number), and each deed under whatever number, was decided. For the invariants; a server does not keep this. */
  readonly decided: Map<string, number>
  /** claim-next: what a request was given. */
  readonly picked: Map<string, { readonly id: string; readonly token: number }>
}

export const emptyState = (epoch: string): ModelState => ({
  epoch,
  counter: 0,
  rows: new Map(),
  log: new Map(),
  clients: new Map(),
  revoked: new Set(),
  outcomes: new Map(),
  decided: new Map(),
  picked: new Map(),
})

export const copyState = (state: ModelState, epoch: string): ModelState => ({
  epoch,
  counter: state.counter,
  rows: new Map(state.rows),
  log: new Map(state.log),
  clients: new Map(state.clients),
  // Withdrawing a device is kept outside the database that is restored: an administrator does it again after a restore.
  revoked: new Set(state.revoked),
  outcomes: new Map(state.outcomes),
  decided: new Map(state.decided),
  picked: new Map(state.picked),
})

export const rowKey = (entity: string, id: string): string => `${entity}/${id}`
export const entryKey = (scope: string, entity: string, id: string): string => `${scope}|${entity}|${id}`
export const outcomeKey = (clientId: string, no: number): string => `${clientId}/${String(no)}`

export const findState = (state: ModelState, entity: AnyEntity, id: string): object | undefined =>
  state.rows.get(rowKey(entity.name, id))?.state

/** The medewerker and what they may hold, as the directory says now. */
export const findActor = (
  state: ModelState,
  medewerkerId: string,
): { readonly medewerker: Medewerker; readonly scopes: readonly string[] } | undefined => {
  const medewerker = medewerkerEntity.parse(findState(state, medewerkerEntity, medewerkerId))
  if (medewerker === undefined) return undefined
  const afdelingen = [...state.rows.values()].filter(({ entity }) => entity === 'afdeling').map(({ id }) => id)
  return { medewerker, scopes: scopesFor(medewerker, afdelingen.sort()) }
}
