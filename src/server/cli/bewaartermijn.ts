import type { Db } from '../db/db'
import { forget } from '../retention/forget'
import { readServerState } from '../server-state'
import { print } from './print'

/** `bewaartermijn nu`: what the server does by itself each day. Returns the exit code. */
export const forgetNow = async (openDb: () => Promise<Db>): Promise<number> => {
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    const { uitkomsten, verwijderingen, sessies } = await forget({ db, tenant })
    print(`Opgeruimd: ${uitkomsten} uitkomsten, ${verwijderingen} verwijderingen in het logboek, ${sessies} sessies.`)
    return 0
  } finally {
    await db.close()
  }
}
