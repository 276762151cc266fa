import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { systemTimers } from '../../src/main/core/sync/ports'

/** From the one who connects to the one who listens, or back. */
export type Direction = 'up' | 'down'

/** What the network between two programs is like. */
export interface NetworkConditions {
  readonly latencyMs: number
  /** Added by chance to each piece; pieces keep their order. */
  readonly jitterMs: number
  readonly bytesPerSecond: number
  /** Directions in which nothing arrives. Connections stay open and say nothing: what was sent waits, as TCP sends again. */
  readonly silent: readonly Direction[]
  /** Both ends get a reset once this many bytes went by in this direction, counted per connection since it was set. */
  readonly resetAfter: { readonly direction: Direction; readonly bytes: number } | undefined
  /** Whoever connects is reset at once. */
  readonly refuse: boolean
}

export interface TcpProxy {
  readonly port: number
  /** From now on; conditions that are not named stay as they are. */
  readonly set: (conditions: Partial<NetworkConditions>) => void
  /** A good network again. What waited arrives. */
  readonly heal: () => void
  /** Resets everything that is open. */
  readonly cut: () => void
  /** What is open now says nothing any more and never will, without anybody being told; new connections are good. */
  readonly strand: () => void
  /** Where new connections go, by turns. */
  readonly aim: (...ports: readonly number[]) => void
  readonly openConnections: () => number
  /** How many times `resetAfter` struck. */
  readonly resets: () => number
  readonly close: () => Promise<void>
}

const goodNetwork: NetworkConditions = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  silent: [],
  resetAfter: undefined,
  refuse: false,
}

interface Pipe {
  readonly pump: () => void
  readonly forget: () => void
  readonly strand: () => void
}

interface PipeOptions {
  readonly from: Socket
  readonly to: Socket
  readonly direction: Direction
  readonly conditions: () => NetworkConditions
  readonly random: () => number
  readonly onSpent: () => void
}

/** Bytes of one direction of one connection, each piece with the moment at which it may arrive; `undefined` is the end of them. */
const createPipe = ({ from, to, direction, conditions, random, onSpent }: PipeOptions): Pipe => {
  const queue: { readonly due: number; readonly piece: Buffer | undefined }[] = []
  let lineFreeAt = 0
  let lastDue = 0
  let passed = 0
  let stranded = false
  let cancel: () => void = () => undefined

  const deliver = (piece: Buffer | undefined): void => {
    if (piece === undefined) {
      to.end()
      return
    }
    const { resetAfter } = conditions()
    const left = resetAfter?.direction === direction ? resetAfter.bytes - passed : Number.POSITIVE_INFINITY
    passed += piece.length
    to.write(left < piece.length ? piece.subarray(0, Math.max(left, 0)) : piece)
    if (left < piece.length) onSpent()
  }
  const pump = (): void => {
    cancel()
    while (!stranded && !conditions().silent.includes(direction)) {
      const [next] = queue
      if (next === undefined) return
      const wait = next.due - performance.now()
      if (wait > 0) {
        cancel = systemTimers.after(wait, pump)
        return
      }
      queue.shift()
      deliver(next.piece)
    }
  }
  const accept = (piece: Buffer | undefined): void => {
    const { latencyMs, jitterMs, bytesPerSecond } = conditions()
    lineFreeAt = Math.max(lineFreeAt, performance.now()) + ((piece?.length ?? 0) / bytesPerSecond) * 1000
    lastDue = Math.max(lastDue, lineFreeAt + latencyMs + random() * jitterMs)
    queue.push({ due: lastDue, piece })
    pump()
  }
  from.on('data', accept)
  from.on('end', () => {
    accept(undefined)
  })
  return {
    pump,
    forget: () => {
      passed = 0
    },
    strand: () => {
      stranded = true
    },
  }
}

/** A network of our own between a desk and a server: slow, silent, half dead or cut, and all of it while they talk. */
export const createTcpProxy = async (targetPort: number, random: () => number = Math.random): Promise<TcpProxy> => {
  let conditions = goodNetwork
  let targets: readonly number[] = [targetPort]
  let accepted = 0
  let resets = 0
  const open = new Map<Socket, { readonly pipes: readonly Pipe[]; readonly drop: () => void }>()

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    if (conditions.refuse) {
      near.resetAndDestroy()
      return
    }
    const target = targets[accepted % targets.length] ?? targetPort
    accepted += 1
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    const drop = (): void => {
      for (const socket of [near, far]) if (!socket.destroyed) socket.resetAndDestroy()
      open.delete(near)
    }
    const onSpent = (): void => {
      resets += 1
      drop()
    }
    const parts = { conditions: () => conditions, random, onSpent }
    const pipes = [
      createPipe({ ...parts, from: near, to: far, direction: 'up' }),
      createPipe({ ...parts, from: far, to: near, direction: 'down' }),
    ]
    open.set(near, { pipes, drop })
    for (const socket of [near, far]) socket.on('error', drop)
    // A far end that is gone is not heard of through a silent network, as after a power cut.
    far.on('close', (failed) => {
      if (failed || near.writableEnded) drop()
    })
    near.on('close', drop)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const set = (changed: Partial<NetworkConditions>): void => {
    conditions = { ...conditions, ...changed }
    for (const { pipes } of open.values()) {
      for (const pipe of pipes) {
        if ('resetAfter' in changed) pipe.forget()
        pipe.pump()
      }
    }
  }
  const cut = (): void => {
    for (const { drop } of open.values()) drop()
  }
  return {
    port: (server.address() as AddressInfo).port,
    set,
    heal: () => {
      set(goodNetwork)
    },
    cut,
    strand: () => {
      for (const { pipes } of open.values()) for (const pipe of pipes) pipe.strand()
    },
    aim: (...ports) => {
      targets = ports
    },
    openConnections: () => open.size,
    resets: () => resets,
    close: async () => {
      cut()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
