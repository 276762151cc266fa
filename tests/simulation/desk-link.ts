import type { ServerLink } from '../../src/main/core/sync/ports'
import { AppFailure, type AppError, type Result } from '../../src/shared/kernel/result'
import { helloRequestSchema } from '../../src/shared/sync-protocol/hello'
import type { LiveFrame } from '../../src/shared/sync-protocol/live'
import { pullRequestSchema } from '../../src/shared/sync-protocol/pull'
import { purgedRequestSchema } from '../../src/shared/sync-protocol/purged'
import { pushRequestSchema } from '../../src/shared/sync-protocol/push'
import type { ChangedRow } from '../../src/shared/sync-protocol/row'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'
import type { Line } from './line'
import type { Owner, Scheduler } from './scheduler'
import type { ServerHost, ServerProcess } from './server-host'
import type { SimLiveDesk } from './sim-server'

interface LinkOptions {
  readonly scheduler: Scheduler
  readonly host: ServerHost
  /** The desk's process: what was for a dead one is never heard. */
  readonly owner: Owner
  /** The cable and the world around it, which outlive both. */
  readonly world: Owner
  readonly line: Line
  readonly medewerkerId: string
  /** A step of the desk: it may die here. */
  readonly step: (label: string) => void
  /** Rows that the server sends to this desk; `since` = when its request came in. */
  readonly onSent: (rows: readonly ChangedRow[], since: number) => void
  /** Just before a receipt goes out. */
  readonly onPurged: (scopes: readonly string[]) => void
  /** The desk says that its sums differed. */
  readonly onDiverged: (scopes: readonly string[]) => void
  /** The server broke on a request. */
  readonly onBug: (error: unknown) => void
}

// As the real link: a server that answers at all says something within this.
const silenceMs = 20_000

/** The way from one desk to whatever server process is there, over a line that loses, doubles, delays and cuts. */
export const createDeskLink = (options: LinkOptions): ServerLink => {
  const { scheduler, host, owner, world, line, medewerkerId, step, onSent } = options
  const broken = new Set<() => void>()

  const call = <Answer>(
    name: string,
    ask: (process: ServerProcess) => Promise<Result<Answer>>,
    onAnswer: (answer: Answer, since: number) => void = () => undefined,
  ): Promise<Answer> => {
    step(`call ${name}`)
    const fault = line.nextCall(name)
    return new Promise((resolve, reject) => {
      let settled = false
      const settle = (label: string, milliseconds: number, then: () => void): void => {
        if (settled) return
        scheduler.after(owner, milliseconds, `${name} ${label}`, () => {
          if (settled) return
          settled = true
          silence()
          broken.delete(cut)
          step(`answer ${name}`)
          then()
        })
      }
      const refuse = (error: AppError, milliseconds: number): void => {
        settle(error.code, milliseconds, () => {
          reject(new AppFailure(error))
        })
      }
      const cut = (): void => {
        refuse({ code: 'offline' }, 5)
      }
      const silence = scheduler.after(owner, silenceMs, `${name} silence`, cut)
      broken.add(cut)
      const arrive = (process: ServerProcess, since: number): void => {
        const answered = ask(process).then((result) => {
          scheduler.after(process.owner, 0, `answers ${name}`, () => {
            if (result.ok) onAnswer(result.value, since)
            if (fault === 'loseAnswer' || line.state() === 'oneWay' || !isThrough(line)) return
            const delay = line.delay()
            if (!result.ok) refuse(result.error, delay)
            else {
              settle('ok', delay, () => {
                resolve(result.value)
              })
            }
          })
        })
        answered.catch(options.onBug)
      }
      const send = (delay: number): void => {
        scheduler.after(world, delay, `${name} arrives`, () => {
          const process = host.process()
          if (!isThrough(line)) return
          if (process === undefined) {
            refuse({ code: 'offline' }, line.delay())
            return
          }
          process.onDeath(cut)
          if (fault === 'busy')
            refuse({ code: 'busy', retryAfterSeconds: 1 + Math.floor(line.chance() * 5) }, line.delay())
          else if (fault === 'error') refuse({ code: 'internal', logId: 'simulated' }, line.delay())
          else arrive(process, scheduler.now())
        })
      }
      if (line.state() === 'offline') {
        cut()
        return
      }
      if (fault === 'drop') return
      send(fault === 'delay' ? line.chance() * 40_000 : line.delay())
      if (fault === 'duplicate') send(line.delay() + line.chance() * 5_000)
    })
  }

  const snapshot = async function* (scope: string, after: string | undefined): AsyncGenerator<SnapshotLine> {
    const clientId = currentClient
    let since = 0
    const found = await call(
      'snapshot',
      (process) =>
        process.server
          .snapshot(medewerkerId, clientId, scope, after)
          .then((result) => (result.ok ? { ok: true as const, value: { process, lines: result.value } } : result)),
      (_download, asked) => {
        since = asked
      },
    )
    // A cut download: the line breaks, or the stream just ends too early.
    const cutAfter = line.nextCall('snapshot lines') === 'truncate' ? Math.floor(line.chance() * 12) : Infinity
    for (let count = 0; ; count += 1) {
      const next = await nextLine(found)
      if (next.done === true) return
      if (next.value.kind === 'row') onSent([next.value.row], since)
      if (count >= cutAfter) {
        if (cutAfter % 2 === 0) return
        throw new AppFailure({ code: 'offline' })
      }
      yield next.value
    }
  }
  const nextLine = ({ process, lines }: Download): Promise<IteratorResult<SnapshotLine>> =>
    new Promise((resolve, reject) => {
      let settled = false
      const fail = (): void => {
        if (settled) return
        settled = true
        broken.delete(fail)
        scheduler.after(owner, 1, 'snapshot breaks', () => {
          reject(new AppFailure({ code: 'offline' }))
        })
      }
      if (!isThrough(line) || line.state() === 'oneWay' || !process.owner.alive) {
        fail()
        return
      }
      broken.add(fail)
      process.onDeath(fail)
      lines.next().then((next) => {
        scheduler.after(owner, line.delay() / 30, 'snapshot line', () => {
          if (settled) return
          settled = true
          broken.delete(fail)
          step('snapshot line')
          resolve(next)
        })
      }, reject)
    })

  let currentClient = ''
  return {
    hello: (request) => {
      currentClient = request.clientId
      return call('hello', ({ server }) => server.hello(medewerkerId, helloRequestSchema.parse(request)))
    },
    pull: (request) => {
      if (request.diverged !== undefined && request.diverged.length > 0) options.onDiverged(request.diverged)
      return call(
        'pull',
        ({ server }) => server.pull(medewerkerId, pullRequestSchema.parse(request)),
        ({ rows }, since) => {
          onSent(rows, since)
        },
      )
    },
    push: (request) => call('push', ({ server }) => server.push(medewerkerId, pushRequestSchema.parse(request))),
    purged: async (request) => {
      options.onPurged(request.scopes)
      await call('purged', ({ server }) => server.purged(medewerkerId, purgedRequestSchema.parse(request)))
    },
    claimNext: (request) => call('claimNext', ({ server }) => server.claimNext(medewerkerId, request)),
    klantbeeld: () => Promise.reject(new AppFailure({ code: 'offline' })),
    snapshot,
    openLive: createOpenLive(options),
    close: () => {
      for (const cut of broken) cut()
    },
  }
}

interface Download {
  readonly process: ServerProcess
  readonly lines: AsyncIterator<SnapshotLine>
}

/** Whether what is sent now arrives at all. */
const isThrough = (line: Line): boolean => line.state() !== 'offline' && line.state() !== 'blackhole'

const createOpenLive =
  ({ scheduler, host, owner, world, line, medewerkerId, step, onSent }: LinkOptions): ServerLink['openLive'] =>
  (transport, request, handlers) => {
    let state: 'opening' | 'open' | 'closed' = 'opening'
    let desk: SimLiveDesk | undefined
    let lastArrival = 0

    const close = (label: string, milliseconds: number): void => {
      desk?.leave()
      scheduler.after(owner, milliseconds, `live ${label}`, () => {
        if (state === 'closed') return
        state = 'closed'
        step('live closes')
        handlers.onClose()
      })
    }
    const deliver = (frame: LiveFrame, milliseconds: number): void => {
      // In order over one connection, unless chance says that this one takes its time.
      lastArrival = milliseconds > 1_000 ? lastArrival : Math.max(lastArrival, scheduler.now() + milliseconds)
      scheduler.after(
        owner,
        milliseconds > 1_000 ? milliseconds : lastArrival - scheduler.now(),
        `live ${frame.kind}`,
        () => {
          if (state !== 'open') return
          step(`frame ${frame.kind}`)
          handlers.onFrame(frame)
        },
      )
    }
    const send = (frame: LiveFrame): void => {
      if (frame.kind === 'delta') onSent(frame.rows, scheduler.now())
      if (!isThrough(line) || line.state() === 'oneWay') return
      const fault = line.nextFrame()
      if (fault === 'drop') return
      deliver(frame, fault === 'late' ? 1_001 + line.chance() * 4_000 : line.delay())
      if (fault === 'double') deliver(frame, line.delay())
    }
    const opened = (process: ServerProcess): void => {
      const join = process.server.join
      if (join === undefined || line.state() === 'oneWay' || line.isLiveBroken(transport)) {
        close('refused', line.delay())
        return
      }
      desk = join({ send }, medewerkerId)
      process.onDeath(() => {
        close('reset', line.delay())
      })
      lastArrival = scheduler.now() + line.delay()
      scheduler.after(owner, lastArrival - scheduler.now(), 'live opens', () => {
        if (state !== 'opening') return
        state = 'open'
        step('live opens')
        handlers.onOpen()
        // These two carry the place in their request.
        const at = transport === 'websocket' ? undefined : request.at()
        if (at !== undefined) desk?.at(at)
      })
    }
    scheduler.after(world, line.delay(), 'live asked', () => {
      const process = host.process()
      if (!isThrough(line) || process === undefined) close('unreachable', line.delay())
      else opened(process)
    })
    return {
      send: (frame) => {
        scheduler.after(world, line.delay(), `live sent ${frame.kind}`, () => {
          if (state !== 'open' || !isThrough(line)) return
          if (frame.kind === 'ping') send({ kind: 'pong' })
          else if (frame.kind === 'at') desk?.at(frame.cursor)
        })
      },
      close: () => {
        desk?.leave()
        close('closed', 0)
      },
    }
  }
