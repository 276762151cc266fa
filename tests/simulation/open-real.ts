import type { Db } from '../../src/server/db/db'
import type { Result } from '../../src/shared/kernel/result'
import { silentLogger } from '../../src/shared/node/logger'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'
import { refreshMirror } from './real-mirror'
import { createRealServer } from './real-server'
import type { OpenReal } from './world'

/**
 * The slow profile: the desks of a schedule against the product's server on a real database. Each request is one step, with nothing beside it, as
 * on the embedded database's only connection; what happens between the statements of two of them is the fast profile's work.
 */
export const createOpenReal = (db: Db): OpenReal => {
  let opened = 0
  return async ({ disk, hold, onCommit, pageRows }) => {
    const tenant = `${disk.epoch}/${String((opened += 1))}`
    const server = await createRealServer({ db, tenant, first: disk, logger: silentLogger, pageRows })
    const writing = <T>(work: Promise<T>): Promise<T> =>
      hold(
        work.then(async (result) => {
          onCommit(await refreshMirror(db, tenant, disk))
          return result
        }),
      )
    const heldLines = (lines: AsyncIterator<SnapshotLine>): AsyncIterator<SnapshotLine> => ({
      next: () => hold(lines.next()),
    })
    return {
      hello: (...args) => writing(server.hello(...args)),
      push: (...args) => writing(server.push(...args)),
      purged: (...args) => writing(server.purged(...args)),
      claimNext: (...args) => writing(server.claimNext(...args)),
      save: (...args) => writing(server.save(...args)),
      pull: (...args) => hold(server.pull(...args)),
      snapshot: async (...args): Promise<Result<AsyncIterator<SnapshotLine>>> => {
        const result = await hold(server.snapshot(...args))
        return result.ok ? { ok: true, value: heldLines(result.value) } : result
      },
      join: undefined,
    }
  }
}
