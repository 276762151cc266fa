/**
 * A place in the log as it travels. Desks may not read meaning into it, so that the scheme can change; the leading number says which
 * scheme it is.
 */
const scheme = '1'

export const encodeCursor = (volgnummer: number): string =>
  Buffer.from(`${scheme}:${String(volgnummer)}`).toString('base64url')

/** Undefined when it is not one of ours, or lies beyond the newest number: such a desk starts again from snapshots. */
export const decodeCursor = (cursor: string, newest: number): number | undefined => {
  const match = /^1:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const volgnummer = Number(match?.[1] ?? Number.NaN)
  return volgnummer <= newest ? volgnummer : undefined
}

/** Where an interrupted snapshot goes on. It carries the first header's place, so that going on never skips what changed meanwhile. */
export interface SnapshotKey {
  readonly epoch: string
  readonly volgnummer: number
  readonly entiteit: string
  readonly id: string
}

export const encodeSnapshotKey = ({ epoch, volgnummer, entiteit, id }: SnapshotKey): string =>
  [scheme, epoch, String(volgnummer), entiteit, id].join('/')

/** Undefined when it is not one of ours. */
export const decodeSnapshotKey = (key: string): SnapshotKey | undefined => {
  const match = /^1\/([0-9a-f-]{36})\/(\d{1,15})\/([a-z]+)\/([^/]+)$/.exec(key)
  const [, epoch, volgnummer, entiteit, id] = match ?? []
  return epoch === undefined || entiteit === undefined || id === undefined
    ? undefined
    : { epoch, volgnummer: Number(volgnummer), entiteit, id }
}
