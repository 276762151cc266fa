import type { LiveTransport } from '../../src/main/core/sync/ports'
import type { CallFault, FrameFault, LineState } from './schedule'
import { chanceOf } from './prng'

const transports: readonly LiveTransport[] = ['websocket', 'sse', 'poll']

interface Waiting<Fault> {
  readonly fault: Fault
  skip: number
}

/** The cable between one desk and the server: its state now, and what is to go wrong on it. */
export interface Line {
  readonly state: () => LineState
  readonly set: (state: LineState) => void
  readonly breakLive: (transport: LiveTransport) => void
  readonly isLiveBroken: (transport: LiveTransport) => boolean
  readonly planCall: (fault: CallFault, skip: number) => void
  readonly planFrame: (fault: FrameFault, skip: number) => void
  /** What happens to this call. Only the lines of a snapshot can be cut short. */
  readonly nextCall: (name: string) => CallFault | undefined
  readonly nextFrame: () => FrameFault | undefined
  /** How long something is under way. */
  readonly delay: () => number
  /** Between 0 and 1, for what goes wrong halfway. */
  readonly chance: () => number
  readonly heal: () => void
}

export const createLine = (seed: number, desk: number): Line => {
  let state: LineState = 'fine'
  let drawn = 0
  const broken = new Set<LiveTransport>()
  let calls: Waiting<CallFault>[] = []
  let frames: Waiting<FrameFault>[] = []
  const chance = (): number => chanceOf(seed, 'line', desk, (drawn += 1))
  const next = <Fault>(
    waiting: readonly Waiting<Fault>[],
    fits: (fault: Fault) => boolean,
  ): Waiting<Fault> | undefined => {
    for (const plan of waiting) {
      if (!fits(plan.fault)) continue
      if (plan.skip === 0) return plan
      plan.skip -= 1
    }
    return undefined
  }
  return {
    state: () => state,
    set: (given) => {
      state = given
    },
    breakLive: (transport) => {
      for (const faster of transports.slice(0, transports.indexOf(transport) + 1)) broken.add(faster)
    },
    isLiveBroken: (transport) => broken.has(transport),
    planCall: (fault, skip) => {
      calls.push({ fault, skip })
    },
    planFrame: (fault, skip) => {
      frames.push({ fault, skip })
    },
    nextCall: (name) => {
      const plan = next(calls, (fault) => (fault === 'truncate') === (name === 'snapshot lines'))
      calls = calls.filter((other) => other !== plan)
      return plan?.fault
    },
    nextFrame: () => {
      const plan = next(frames, () => true)
      frames = frames.filter((other) => other !== plan)
      return plan?.fault
    },
    delay: () => (state === 'slow' ? 1_000 + chance() * 9_000 : 1 + chance() * 30),
    chance,
    heal: () => {
      state = 'fine'
      calls = []
      frames = []
    },
  }
}
