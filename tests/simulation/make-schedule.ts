import type { LiveTransport } from '../../src/main/core/sync/ports'
import type { Rol } from '../../src/shared/domain/medewerker/medewerker'
import { createPrng, type Prng } from './prng'
import type { CallFault, DeskSpec, FrameFault, Item, LineState, Schedule, WorkKind } from './schedule'

export const afdelingIds = ['kcc', 'burgerzaken', 'belastingen'] as const

const names = ['anna', 'bram', 'cem', 'dewi'] as const

type Weighted<T> = readonly (readonly [T, number])[]

const weighted = <T>(random: Prng, choices: Weighted<T>): T => {
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  throw new Error('weights must be positive')
}

const between = (random: Prng, low: number, high: number): number => Math.floor(low + random() * (high - low + 1))

const roles: Weighted<Rol> = [
  ['telefonist', 4],
  ['behandelaar', 4],
  ['teamleider', 2],
]

const work: Weighted<WorkKind> = [
  ['registreer', 5],
  ['claim', 5],
  ['poging', 4],
  ['handelAf', 3],
  ['volgende', 2],
  ['verleng', 2],
  ['geefVrij', 1],
  ['breek', 1],
]

const callFaults: Weighted<CallFault> = [
  ['loseAnswer', 4],
  ['duplicate', 3],
  ['delay', 3],
  ['drop', 2],
  ['truncate', 2],
  ['busy', 1],
  ['error', 1],
]

const frameFaults: Weighted<FrameFault> = [
  ['drop', 1],
  ['double', 1],
  ['late', 1],
]

const proxies: Weighted<LiveTransport> = [
  ['websocket', 3],
  ['sse', 2],
  ['poll', 1],
]

const lineStates: Weighted<LineState> = [
  ['offline', 3],
  ['oneWay', 2],
  ['blackhole', 2],
  ['slow', 2],
]

const chooseDesks = (random: Prng): readonly DeskSpec[] =>
  Array.from({ length: between(random, 2, 3) }, (_unused, index) => ({
    // Now and then one person works at two desks.
    medewerkerId: index > 0 && random() < 0.1 ? names[0] : (names[index] ?? names[0]),
    rol: weighted(random, roles),
    afdelingId: afdelingIds[between(random, 0, afdelingIds.length - 1)] ?? 'kcc',
  })).map((spec, _index, all) => {
    const first = all.find(({ medewerkerId }) => medewerkerId === spec.medewerkerId)
    return { ...spec, rol: first?.rol ?? spec.rol, afdelingId: first?.afdelingId ?? spec.afdelingId }
  })

// Mostly a moment, sometimes long enough for a lease to end, seldom a whole shift.
const absence = (random: Prng): number =>
  weighted(random, [
    [between(random, 1_000, 20_000), 12],
    [between(random, 60_000, 1_200_000), 3],
    [between(random, 3_600_000, 28_800_000), 0.3],
  ])

type Make = (random: Prng, at: number, desk: number) => readonly Item[]

const afdelingOf = (random: Prng): string => afdelingIds[between(random, 0, 2)] ?? 'kcc'

const faults: Weighted<Make> = [
  [
    (random, at, desk) => [{ at, do: 'call', desk, fault: weighted(random, callFaults), skip: between(random, 0, 3) }],
    10,
  ],
  [
    (random, at, desk) => [
      { at, do: 'frame', desk, fault: weighted(random, frameFaults), skip: between(random, 0, 2) },
    ],
    4,
  ],
  [(random, at, desk) => [{ at, do: 'line', desk, state: weighted(random, lineStates), for: absence(random) }], 5],
  [
    (random, at, desk) => [
      {
        at,
        do: 'crash',
        desk,
        skip: between(random, 0, 120),
        how: random() < 0.5 ? 'kill' : 'power',
        back: between(random, 100, 5_000),
      },
    ],
    6,
  ],
  [(random, at) => [{ at, do: 'serverCrash', skip: between(random, 0, 12), back: between(random, 200, 8_000) }], 3],
  [(random, at, desk) => [{ at, do: 'sleep', desk, for: absence(random) }], 2],
  [
    (random, at, desk) => [
      {
        at,
        do: 'clock',
        desk,
        seconds: Math.round(
          (random() - 0.5) *
            weighted(random, [
              [120, 1],
              [630_720_000, 2],
            ]),
        ),
      },
    ],
    2,
  ],
  [(random, at, desk) => [{ at, do: 'rights', desk, rol: weighted(random, roles), afdelingId: afdelingOf(random) }], 6],
  [
    (random, at) => [
      { at: at * random(), do: 'backup' },
      { at, do: 'restore', back: between(random, 200, 5_000) },
    ],
    1,
  ],
  [(random, at, desk) => [{ at, do: 'upgrade', desk, back: between(random, 200, 3_000) }], 1],
  [(_random, at, desk) => [{ at, do: 'revoke', desk }], 0.2],
]

/** What a seed means: desks, what colleagues do, and what goes wrong meanwhile. */
export const makeSchedule = (seed: number): Schedule => {
  const random = createPrng('schedule', seed)
  const desks = chooseDesks(random)
  const horizon = between(random, 15_000, 70_000)
  const moment = () => Math.round(random() * horizon)
  const desk = () => between(random, 0, desks.length - 1)
  const items: Item[] = []
  for (let count = between(random, 8, 24); count > 0; count -= 1) {
    // Colleagues often do something in the same instant: that is where they meet.
    const together = random() < 0.3 ? items.at(-1)?.at : undefined
    items.push({ at: together ?? moment(), do: weighted(random, work), desk: desk(), pick: random() })
  }
  for (let count = between(random, 1, 8); count > 0; count -= 1) {
    items.push(...weighted(random, faults)(random, moment(), desk()))
  }
  if (random() < 0.15) {
    items.push({ at: 0, do: 'proxy', desk: desk(), breaks: weighted(random, proxies) })
  }
  if (random() < 0.15) items.push({ at: 0, do: 'older', desk: desk() })
  // Equal moments keep this order: the sort is stable.
  return { seed, desks, items: items.sort((one, other) => one.at - other.at), horizon }
}
