import type { LiveTransport } from '../../src/main/core/sync/ports'
import type { Rol } from '../../src/shared/domain/medewerker/medewerker'

export interface DeskSpec {
  readonly medewerkerId: string
  readonly rol: Rol
  readonly afdelingId: string
}

/** What a colleague does. `pick` chooses the note among those that are there at that moment. */
export const workKinds = [
  'registreer',
  'claim',
  'verleng',
  'poging',
  'handelAf',
  'geefVrij',
  'breek',
  'volgende',
] as const
export type WorkKind = (typeof workKinds)[number]

export type CallFault = 'drop' | 'loseAnswer' | 'duplicate' | 'delay' | 'busy' | 'error' | 'truncate'
export type FrameFault = 'drop' | 'double' | 'late'
/** offline: no network, and that is known at once. blackhole: nothing arrives. oneWay: requests arrive, answers do not. slow: seconds. */
export type LineState = 'fine' | 'offline' | 'blackhole' | 'oneWay' | 'slow'

/** One thing that happens, at a moment. `skip` = so many calls (frames, statements) of that desk later. */
export type Item = { readonly at: number } & (
  | { readonly do: WorkKind; readonly desk: number; readonly pick: number }
  | { readonly do: 'line'; readonly desk: number; readonly state: LineState; readonly for: number }
  /** A proxy that breaks this way of the live channel and all faster ones, for as long as the desk stands there. */
  | { readonly do: 'proxy'; readonly desk: number; readonly breaks: LiveTransport }
  | { readonly do: 'sleep'; readonly desk: number; readonly for: number }
  | { readonly do: 'call'; readonly desk: number; readonly fault: CallFault; readonly skip: number }
  | { readonly do: 'frame'; readonly desk: number; readonly fault: FrameFault; readonly skip: number }
  | {
      readonly do: 'crash'
      readonly desk: number
      readonly skip: number
      /** kill = the process; power = also what of the cache was not yet on disk. */
      readonly how: 'kill' | 'power'
      readonly back: number
    }
  | { readonly do: 'serverCrash'; readonly skip: number; readonly back: number }
  | { readonly do: 'backup' }
  | { readonly do: 'restore'; readonly back: number }
  | { readonly do: 'clock'; readonly desk: number; readonly seconds: number }
  | { readonly do: 'rights'; readonly desk: number; readonly rol: Rol; readonly afdelingId: string }
  | { readonly do: 'revoke'; readonly desk: number }
  /** The desk starts again as a newer Klaar: its cache has another shape and is fetched anew. */
  | { readonly do: 'upgrade'; readonly desk: number; readonly back: number }
  /** Until its next start this desk is an older Klaar, which speaks protocol 1. */
  | { readonly do: 'older'; readonly desk: number }
)

/** Everything that makes one run: the same schedule is the same run. */
export interface Schedule {
  /** Where small chance (delays, order of what comes at once) starts. */
  readonly seed: number
  readonly desks: readonly DeskSpec[]
  readonly items: readonly Item[]
  /** Milliseconds until the faults stop. */
  readonly horizon: number
}

/** One line per thing that happens, for people. */
export const describeItem = ({ at, ...rest }: Item): string =>
  `${(at / 1000).toFixed(1).padStart(8)} s  ${Object.entries(rest)
    .map(([name, value]) => (name === 'do' ? String(value) : `${name}=${String(value)}`))
    .join(' ')}`
