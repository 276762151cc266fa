import type { Db } from '../db/db'

/**
 * `epoch nieuw`, once after a restore: the log has gone back in time, and desks only notice by another epoch. They then copy everything
 * again and offer once more what the backup does not hold. Returns the exit code.
 */
export const startNewEpoch = async (openDb: () => Promise<Db>): Promise<number> => {
  const db = await openDb()
  try {
    await db.query('update server_staat set epoch = gen_random_uuid()')
    process.stdout.write(
      'De server heeft een nieuw begin. Start hem opnieuw; elke werkplek haalt dan alles opnieuw op.\n',
    )
    return 0
  } finally {
    await db.close()
  }
}
