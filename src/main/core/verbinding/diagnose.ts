import type { Diagnose } from '../../../shared/contract/verbinding'
import { afdelingScope, tenantScope } from '../../../shared/domain/scope'
import type { Instant } from '../../../shared/kernel/clock'
import { ok, type Result } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Sync } from '../sync/create-sync'

interface DiagnoseOptions {
  readonly sync: Pick<Sync, 'diagnosis' | 'serverTime' | 'outbox'>
  readonly cache: Sqlite
  /** Without contact the cache is locked at this moment. */
  readonly locksAt: () => Instant | undefined
  readonly version: string
}

// Nobody reads further, and a screen must draw them.
const mostShown = 1000

type Deel = Diagnose['delen'][number]

/** Everything about the connection that helps somebody help, and nothing of what was typed or about whom. */
export const createDiagnose = ({ sync, cache, locksAt, version }: DiagnoseOptions) => {
  const selectAfdeling = cache.prepare<[string], string>('select naam from afdelingen where id = ?').pluck()

  const describeScope = (scope: string): Pick<Deel, 'soort' | 'naam'> => {
    if (scope === tenantScope) return { soort: 'gemeente', naam: null }
    const afdelingId = scope.startsWith(afdelingScope('')) ? scope.slice(afdelingScope('').length) : undefined
    if (afdelingId !== undefined) return { soort: 'afdeling', naam: selectAfdeling.get(afdelingId) ?? afdelingId }
    // One person's, so that of whoever sits here: the key of a medewerker is not needed to say so.
    return { soort: 'eigen', naam: null }
  }

  return (): Result<Diagnose> => {
    const { protocol, kanaal, delen, storingen } = sync.diagnosis()
    const sentNo = sync.outbox.sentNo()
    return ok({
      versie: version,
      protocol,
      kanaal,
      laatsteContact: sync.serverTime.lastContact() ?? null,
      klokverschilMs: sync.serverTime.skewMs() ?? null,
      vergrendeltOp: locksAt() ?? null,
      wachtend: sync.outbox
        .waiting()
        .slice(0, mostShown)
        .map(({ no, name, createdAt }) => ({ no, naam: name, sinds: createdAt, verstuurd: no <= sentNo })),
      delen: delen.map(({ scope, ...rest }) => ({ ...describeScope(scope), ...rest })),
      storingen: [...storingen],
    })
  }
}
