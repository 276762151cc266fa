import { AppFailure } from '../../../shared/kernel/result'
import type { SnapshotLine } from '../../../shared/sync-protocol/snapshot'
import type { ServerLink } from './ports'
import type { Replica } from './replica'
import type { TouchedRow } from './replica-tables'

interface FirstCopyOptions {
  readonly link: Pick<ServerLink, 'snapshot'>
  readonly replica: Replica
  readonly rowsChanged: (rows: readonly TouchedRow[]) => void
  /** Runs between two pieces: what was promised meanwhile does not wait for the whole copy. */
  readonly betweenParts: () => Promise<void>
}

// Large enough to be quick, small enough that a keystroke's write never waits noticeably behind it.
const snapshotPartRows = 500

/** Copies one scope, going on where an earlier attempt was cut off. */
export const copyScope = async (
  { link, replica, rowsChanged, betweenParts }: FirstCopyOptions,
  scope: string,
): Promise<void> => {
  let cursor: string | undefined
  let complete = false
  let part: Extract<SnapshotLine, { kind: 'row' }>[] = []
  const storePart = (): void => {
    if (cursor === undefined) throw new AppFailure({ code: 'offline' })
    rowsChanged(replica.applySnapshotPart(scope, cursor, part))
    part = []
  }
  try {
    for await (const line of link.snapshot(scope, replica.snapshotKey(scope))) {
      if (line.kind === 'header') {
        if (line.epoch !== replica.epoch()) throw new AppFailure({ code: 'resync_required' })
        cursor = line.cursor
      } else if (line.kind === 'row') {
        part.push(line)
        if (part.length >= snapshotPartRows) {
          storePart()
          await betweenParts()
        }
      } else {
        complete = true
      }
    }
  } finally {
    // Also when the line broke: what has come is kept, so that a slow line gets further with every attempt.
    if (part.length > 0) storePart()
  }
  // Without its last line a download was cut short; the next attempt goes on after what arrived.
  if (!complete || cursor === undefined) throw new AppFailure({ code: 'offline' })
  // An empty scope has no part that would have stored it.
  replica.applySnapshotPart(scope, cursor, [])
  rowsChanged(replica.finishSnapshot(scope))
}
