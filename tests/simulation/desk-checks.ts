import { decodeCursor } from '../../src/server/sync/cursor'
import { findIntent } from '../../src/shared/domain/intents'
import { entities, findEntity } from '../../src/shared/domain/entities'
import type { AnyEntity } from '../../src/shared/kernel/entity'
import type { Invariants } from './invariants'
import { entryKey, findActor, rowKey, type ModelState } from './model/model-state'
import type { SimDesk } from './sim-desk'
import type { SimFile } from './sim-sqlite'
import { canaryOf } from './world-rows'

interface ScopeRow {
  readonly scope: string
  readonly cursor: string | null
}

export const scopesOn = (cache: SimFile): readonly ScopeRow[] =>
  cache.look<unknown[], ScopeRow>('select scope, cursor from scope_cursor').all()

export const epochOn = (cache: SimFile): string | undefined =>
  cache.look<unknown[], { readonly value: string }>("select value from meta where key = 'epoch'").all()[0]?.value

/** A cursor never goes back within one life of the log, except together with the whole file. */
export const createCursorCheck = (invariants: Invariants) => {
  const furthest = new Map<string, number>()
  return (desk: SimDesk, fileWentBack: boolean): void => {
    const epoch = epochOn(desk.cache()) ?? ''
    if (fileWentBack) for (const key of [...furthest.keys()]) if (key.startsWith(`${desk.name}|`)) furthest.delete(key)
    for (const { scope, cursor } of scopesOn(desk.cache())) {
      if (cursor === null) continue
      const key = `${desk.name}|${epoch}|${scope}`
      const at = decodeCursor(cursor, Number.MAX_SAFE_INTEGER) ?? -1
      const before = furthest.get(key) ?? 0
      invariants.check(
        'cursor-and-view',
        at >= before,
        () => `${desk.name}: cursor of ${scope} went from ${before} to ${at}`,
      )
      furthest.set(key, Math.max(at, before))
    }
  }
}

const rowIn = (cache: SimFile, entity: AnyEntity, id: string): object | undefined => {
  const [row] = cache.look<unknown[], Record<string, unknown>>(`select * from ${entity.table} where id = ?`).all(id)
  return row === undefined ? undefined : entity.decode(row)
}

/** What the screen shows is the server's word with the own wishes on top: computed again from both files, and compared. */
export const checkView = (invariants: Invariants, desk: SimDesk, entityName: string, id: string): void => {
  const entity = findEntity(entityName)
  if (entity === undefined) return
  const [cache, outbox] = [desk.cache(), desk.outbox()]
  const kept = cache
    .look<unknown[], { readonly body: string | null }>('select body from confirmed where entity = ? and id = ?')
    .all(entityName, id)[0]
  const wishes = outbox
    .look<unknown[], { readonly name: string; readonly args: string }>(
      'select name, args from intents where entity = ? and target = ? order by no',
    )
    .all(entityName, id)
  if (wishes.length === 0) {
    invariants.check(
      'cursor-and-view',
      kept === undefined,
      () => `${desk.name}: ${entityName}/${id} is kept aside for nobody`,
    )
    return
  }
  const base =
    kept === undefined ? rowIn(cache, entity, id) : kept.body === null ? undefined : entity.parse(JSON.parse(kept.body))
  const shown = timeless(rowIn(cache, entity, id))
  // Whether a lease has ended is an estimate on a desk: any moment may have been the one that it was decided at.
  const expected = momentsOf(desk).map((now) =>
    timeless(inOrder(entity, withWishes(base, wishes, desk.spec.medewerkerId, now))),
  )
  invariants.check(
    'cursor-and-view',
    expected.includes(shown),
    () => `${desk.name} shows ${entityName}/${id} as ${shown}, base and wishes give ${expected.join(' or ')}`,
  )
}

const momentsOf = (desk: SimDesk): readonly string[] => [
  desk.clock(),
  '2000-01-01T00:00:00.000Z',
  '2100-01-01T00:00:00.000Z',
]

const withWishes = (
  base: object | undefined,
  wishes: readonly { readonly name: string; readonly args: string }[],
  medewerkerId: string,
  now: string,
): object | undefined => {
  let state = base
  for (const { name, args } of wishes) {
    const intent = findIntent(name)
    const parsed = intent?.parse(JSON.parse(args))
    if (intent === undefined || parsed === undefined) continue
    const result = intent.run(state, parsed.args, { medewerkerId, now, authoritative: false })
    if (result.ok) state = result.value
  }
  return state
}

/** Fields in the order of the schema, so that equal states are equal texts. */
const inOrder = (entity: AnyEntity, state: object | undefined): object | undefined =>
  state === undefined ? undefined : entity.parse(state)

/** A state as text, without what only says when this desk thought that it was. */
const timeless = (state: object | undefined): string =>
  JSON.stringify(state ?? null, (key: string, value: unknown) =>
    ['gemeldOp', 'afgehandeldOp', 'tot', 'buitenClaim'].includes(key) ? null : value,
  )

/** A desk never shows "mine" without the server's grant. */
export const checkGrant = (invariants: Invariants, desk: SimDesk, id: string, grants: ReadonlySet<string>): void => {
  const [row] = desk
    .cache()
    .look<unknown[], { readonly claim: string | null }>('select claim from terugbelnotities where id = ?')
    .all(id)
  if (row === undefined || row.claim === null) return
  const { houder, token } = JSON.parse(row.claim) as { readonly houder: string; readonly token: number }
  invariants.check(
    'single-holder',
    grants.has(grantKey(id, houder, token)),
    () => `${desk.name} shows ${id} as held by ${houder} under token ${token}, which was never granted`,
  )
}

export const grantKey = (id: string, houder: string, token: number): string => `${id}/${houder}/${String(token)}`

/** Before a receipt goes out nothing of the scope lies in the file any more, not even in its bytes or in what a power cut would bring back. */
export const checkErased = (
  invariants: Invariants,
  desk: SimDesk,
  scopes: readonly string[],
  disk: ModelState,
  powerCuts: boolean,
): void => {
  const cache = desk.cache()
  const held = new Set(scopesOn(cache).map(({ scope }) => scope))
  for (const scope of scopes) {
    const members = cache.look('select 1 from membership where scope = ?').all(scope).length
    invariants.check(
      'no-leak',
      members === 0 && !held.has(scope),
      () => `${desk.name} says ${scope} is gone and has ${members} rows of it`,
    )
  }
  const own = new Set(
    desk
      .outbox()
      .look<unknown[], { readonly target: string }>('select target from intents')
      .all()
      .map(({ target }) => target),
  )
  const stays = new Set<string>()
  const gone = new Set<string>()
  for (const { scope, id, op } of disk.log.values()) {
    if (held.has(scope) && op === 'upsert') stays.add(id)
    else if (scopes.includes(scope)) gone.add(id)
  }
  const files = powerCuts ? [cache.bytes(), desk.durableCache()] : [cache.bytes()]
  for (const id of gone) {
    if (stays.has(id) || own.has(id)) continue
    invariants.check(
      'no-leak',
      files.every((bytes) => !bytes.includes(canaryOf(id))),
      () => `${desk.name} says ${scopes.join(', ')} is gone, and the text of ${id} still lies in its file`,
    )
  }
}

interface MemberRow {
  readonly scope: string
  readonly entity: string
  readonly id: string
}

/** Everything in which a desk that has nothing left to do differs from the server; empty = the same. */
export const differencesOf = (desk: SimDesk, disk: ModelState): readonly string[] => {
  if (desk.sync() === undefined) return ['does not run']
  const allowed = [...(findActor(disk, desk.spec.medewerkerId)?.scopes ?? [])].sort()
  return [
    ...outboxDifferences(desk, disk),
    ...scopeDifferences(desk.cache(), allowed),
    ...(epochOn(desk.cache()) === disk.epoch ? [] : ['lives in another epoch']),
    ...rowDifferences(desk.cache(), disk, allowed),
  ].map((difference) => `${desk.name} ${difference}`)
}

/** What was not told: wishes without an outcome, orders without a receipt. */
const outboxDifferences = (desk: SimDesk, disk: ModelState): readonly string[] => {
  const waiting = desk.outbox().look<unknown[], { readonly no: number }>('select no from intents').all()
  const ordered = [...(disk.clients.get(desk.clientId())?.scopes ?? [])].filter(([, what]) => what === 'wissen')
  return [
    ...waiting.map(({ no }) => `still has wish ${String(no)}`),
    ...ordered.map(([scope]) => `never said that ${scope} is gone`),
  ]
}

const scopeDifferences = (cache: SimFile, allowed: readonly string[]): readonly string[] => {
  const held = scopesOn(cache)
  const names = held.map(({ scope }) => scope).sort()
  return [
    ...(JSON.stringify(names) === JSON.stringify(allowed)
      ? []
      : [`holds ${names.join(' ')} and may hold ${allowed.join(' ')}`]),
    ...held.flatMap(({ scope, cursor }) => (cursor === null ? [`has no complete copy of ${scope}`] : [])),
  ]
}

const rowDifferences = (cache: SimFile, disk: ModelState, allowed: readonly string[]): readonly string[] => {
  const members = new Set(
    cache
      .look<unknown[], MemberRow>('select scope, entity, id from membership')
      .all()
      .map(({ scope, entity, id }) => entryKey(scope, entity, id)),
  )
  const expected = [...disk.log.values()].filter(({ scope, op }) => op === 'upsert' && allowed.includes(scope))
  const keys = new Set(expected.map(({ scope, entity, id }) => entryKey(scope, entity, id)))
  const shown = new Set(expected.map(({ entity, id }) => rowKey(entity, id)))
  return [
    ...[...keys].filter((key) => !members.has(key)).map((key) => `misses ${key}`),
    ...[...members].filter((key) => !keys.has(key)).map((key) => `still has ${key}`),
    ...[...shown].flatMap((key) => stateDifference(cache, disk, key)),
    ...entities.flatMap((entity) =>
      cache
        .look<unknown[], { readonly id: string }>(`select id from ${entity.table}`)
        .all()
        .filter(({ id }) => !shown.has(rowKey(entity.name, id)))
        .map(({ id }) => `shows ${entity.name}/${id}, which it may not hold`),
    ),
  ]
}

const stateDifference = (cache: SimFile, disk: ModelState, key: string): readonly string[] => {
  const row = disk.rows.get(key)
  const entity = findEntity(row?.entity ?? '')
  if (row === undefined || entity === undefined) return [`was given ${key}, which does not exist`]
  const [mine, theirs] = [rowIn(cache, entity, row.id), inOrder(entity, row.state)].map((state) =>
    JSON.stringify(state),
  )
  return mine === theirs ? [] : [`has ${key} as ${String(mine)}, the server as ${String(theirs)}`]
}
