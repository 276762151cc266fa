import { parseArgs } from 'node:util'

export const otherPeers = ['pouchdb', 'rxdb', 'yjs', 'tinybase'] as const
export type OtherPeer = (typeof otherPeers)[number]

export interface BenchOptions {
  /** Documents on the server at first; undefined measures no peers at all. */
  readonly docs: number | undefined
  /** Klaar itself is always measured. */
  readonly peers: readonly OtherPeer[]
  /** Desks that listen at the same time; undefined measures no fan-out. */
  readonly fanout: number | undefined
  /** Klaar's server on its embedded database instead of PostgreSQL. */
  readonly embedded: boolean
  readonly json: boolean
  /** After so long a peer counts as not done. */
  readonly limitSeconds: number
}

export const usage = `Gebruik: npm run bench:sync -- [--docs 5000] [--peers pouchdb,rxdb,yjs,tinybase | --peers geen]
       [--fanout 500] [--embedded] [--limit 120] [--json]
Met alleen --fanout wordt alleen dat gemeten.`

const positive = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is een getal vanaf 1, niet "${text}"`)
  return value
}

const readPeers = (text: string | undefined): readonly OtherPeer[] => {
  if (text === undefined) return otherPeers
  if (text === 'geen') return []
  return text.split(',').map((name) => {
    const peer = otherPeers.find((other) => other === name)
    if (peer === undefined) throw new Error(`--peers kent "${name}" niet; wel: ${otherPeers.join(', ')}, geen`)
    return peer
  })
}

/** Throws what is wrong with the arguments, in words. */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      docs: { type: 'string' },
      peers: { type: 'string' },
      fanout: { type: 'string' },
      limit: { type: 'string', default: '120' },
      embedded: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const fanout = values.fanout === undefined ? undefined : positive('fanout', values.fanout)
  const docs = values.docs ?? (fanout === undefined ? '5000' : undefined)
  return {
    docs: docs === undefined ? undefined : positive('docs', docs),
    peers: readPeers(values.peers),
    fanout,
    embedded: values.embedded,
    json: values.json,
    limitSeconds: positive('limit', values.limit),
  }
}
