import { expect, it, vi } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { readServerState } from '../server-state'
import { startNewEpoch } from './new-epoch'

it('gives the server another epoch and leaves the rest of what it is', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const db = await openTestDatabase()
  const before = await readServerState(db)
  expect(await startNewEpoch(() => Promise.resolve({ ...db, close: () => Promise.resolve() }))).toBe(0)
  const after = await readServerState(db)
  expect(after).toEqual({ ...before, epoch: after.epoch })
  expect(after.epoch).not.toBe(before.epoch)
  expect(written).toHaveBeenCalledWith(expect.stringContaining('Start hem opnieuw'))
  await db.close()
})
