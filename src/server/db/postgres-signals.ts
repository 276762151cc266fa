import pg from 'pg'
import type { Logger } from '../../shared/node/logger'
import { sqlStateOf, type Queryable, type Signals } from './db'

const channel = 'klaar_wijziging'
const firstWaitMs = 100
const longestWaitMs = 10_000

/** LISTEN and NOTIFY. Listening takes a connection of its own, which comes back by itself when it breaks. */
export const createSignals = (url: string, sender: Queryable, logger: Logger): Signals => ({
  send: async (message) => {
    await sender.query('select pg_notify($1, $2)', [channel, message])
  },
  listen: (listener) => {
    let closed = false
    let waitMs = firstWaitMs
    let client: pg.Client | undefined
    let timer: NodeJS.Timeout | undefined

    const connect = async (): Promise<void> => {
      const opened = new pg.Client({ connectionString: url, application_name: 'klaar-luister', keepAlive: true })
      client = opened
      let lost = false
      const lose = (error?: unknown): void => {
        if (lost || closed) return
        lost = true
        logger.warn({ code: sqlStateOf(error) }, 'no word of other nodes')
        opened.end().catch(() => undefined)
        timer = setTimeout(() => void connect(), waitMs * (0.5 + Math.random()))
        waitMs = Math.min(longestWaitMs, waitMs * 2)
      }
      opened.on('error', lose)
      opened.on('end', lose)
      opened.on('notification', ({ payload }) => {
        listener(payload)
      })
      try {
        await opened.connect()
        await opened.query(`listen ${channel}`)
        waitMs = firstWaitMs
        listener(undefined)
      } catch (error) {
        lose(error)
      }
    }

    void connect()
    return async () => {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    }
  },
})
