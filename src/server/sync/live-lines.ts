import { millisecondsBetween, type Clock } from '../../shared/kernel/clock'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import type { AdmittedDesk, LiveAdmission } from './live-admission'
import type { DeskLine, LiveDesk, LiveDesks } from './live-desks'

/** Why the server hangs up. */
export type Farewell = 'restarting' | 'signedOut'

export interface LiveLine extends DeskLine {
  /** Says goodbye after what was sent before; `cut` does not. */
  readonly close: (why: Farewell) => void
}

export interface LiveLines {
  readonly open: (line: LiveLine, desk: AdmittedDesk) => LiveDesk
  /** The `at` of a desk whose channel has no way back. Without a channel here nothing happens: a delta that does not fit is a poke. */
  readonly at: (clientId: string, medewerkerId: string, cursor: string) => void
  /** Says goodbye to everybody. */
  readonly close: () => void
}

export interface LiveLinesDeps {
  readonly desks: LiveDesks
  readonly admission: Pick<LiveAdmission, 'findUnwelcome'>
  readonly clock: Clock
  readonly logger: Logger
}

interface OpenLine {
  readonly line: LiveLine
  readonly admitted: AdmittedDesk
  readonly desk: LiveDesk
}

// Signed out elsewhere, left the gemeente, device withdrawn: nobody listens on for more than a minute.
const recheckMs = 30_000

/** Every open live channel of this node, whatever its transport: how long it may stay open, and how it ends. */
export const createLiveLines = ({ desks, admission, clock, logger }: LiveLinesDeps): LiveLines => {
  const opened = new Set<OpenLine>()
  let closed = false

  const recheck = async (): Promise<void> => {
    if (opened.size === 0) return
    const listening = [...opened]
    const unwelcome = await admission.findUnwelcome(listening.map(({ admitted }) => admitted))
    for (const { line, admitted } of listening) if (unwelcome.has(admitted)) line.close('signedOut')
  }
  const timer = setInterval(() => {
    // A database that does not answer now is asked again; until then nobody is sent away.
    recheck().catch((error: unknown) => {
      logger.warn({ bug: describeBug(error) }, 'live channels not checked')
    })
  }, recheckMs)
  timer.unref()

  return {
    open: (line, admitted) => {
      const { session, scopes } = admitted
      const desk = desks.join(line, session.medewerkerId, scopes)
      const open: OpenLine = { line, admitted, desk }
      opened.add(open)
      const expiry = setTimeout(
        () => {
          line.close('signedOut')
        },
        millisecondsBetween(clock.now(), session.expiresAt),
      )
      // Came in while the server was stopping; the line is complete only after this call.
      if (closed) {
        queueMicrotask(() => {
          line.close('restarting')
        })
      }
      return {
        at: desk.at,
        leave: () => {
          clearTimeout(expiry)
          opened.delete(open)
          desk.leave()
        },
      }
    },
    at: (clientId, medewerkerId, cursor) => {
      for (const { admitted, desk } of opened) {
        if (admitted.clientId === clientId && admitted.session.medewerkerId === medewerkerId) desk.at(cursor)
      }
    },
    close: () => {
      closed = true
      clearInterval(timer)
      for (const { line } of [...opened]) line.close('restarting')
    },
  }
}
