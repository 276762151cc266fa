// PouchDB with its own server, express-pouchdb: documents one by one in LevelDB on both sides, CouchDB's replication between them.
import express from 'express'
import expressPouchdb from 'express-pouchdb'
import PouchDB from 'pouchdb'
import { createArrivals } from '../arrivals.ts'
import { atPace, serveRole } from '../roles.ts'
import { createDigest, documentsFrom, liveDocumentAt, monotonicNow, textOf } from '../workload.ts'

const batch = 1000
const toStored = ({ id, ...document }) => ({ _id: id, ...document })

const digestOf = async (db) => {
  const digest = createDigest()
  const { rows } = await db.allDocs({ include_docs: true })
  for (const { id, doc } of rows) digest.add(id, textOf(doc))
  return digest.value()
}

const fill = async (db, docs) => {
  for (let from = 0; from < docs; from += batch) {
    await db.bulkDocs(documentsFrom(from, Math.min(batch, docs - from), docs).map(toStored))
  }
}

const createServer = () => {
  let db
  let count
  const waiting = new Set()
  return {
    start: async (docs, folder) => {
      const Stored = PouchDB.defaults({ prefix: `${folder}/` })
      db = new Stored('documents')
      await fill(db, docs)
      count = docs
      db.changes({ live: true, since: 'now' }).on('change', () => {
        count += 1
        for (const look of waiting) look()
      })
      const app = express()
      const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` }
      app.use('/', expressPouchdb(Stored, options))
      const server = app.listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      return { url: `http://127.0.0.1:${server.address().port}/documents` }
    },
    until: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (count < wanted) return
          waiting.delete(look)
          resolve(monotonicNow())
        }
        waiting.add(look)
        look()
      }),
    digest: () => digestOf(db),
  }
}

const createClient = () => {
  let setup
  let db
  let arrivals
  let replication
  const options = { live: true, retry: true, batch_size: batch, batches_limit: 10 }
  return {
    open: async (given) => {
      setup = given
      db = new PouchDB(`${setup.folder}/documents`)
      await db.info()
      arrivals = createArrivals(setup.docs)
      if (setup.role === 'reader') {
        db.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ id, doc }) => {
          arrivals.add(id, textOf(doc))
        })
      }
    },
    connect: async () => {
      const started = monotonicNow()
      const { url } = setup.connection
      replication = setup.role === 'reader' ? db.replicate.from(url, options) : db.replicate.to(url, options)
      replication.catch((error) => console.error(error))
      return started
    },
    disconnect: () =>
      new Promise((resolve) => {
        replication.once('complete', resolve)
        replication.cancel()
      }),
    // A writer only sends: CouchDB's replication does not need what it does not have.
    ready: () => new Promise((resolve) => replication.once('paused', resolve)),
    until: async (count) => ({ at: await arrivals.until(count), openWorkAt: arrivals.openWorkAt() ?? null }),
    write: async (from, count) => {
      const started = monotonicNow()
      await db.bulkDocs(documentsFrom(from, count, setup.docs).map(toStored))
      return started
    },
    settled: async () => undefined,
    writeLive: (from, count, perSecond) =>
      atPace(count, perSecond, (index) => void db.put(toStored(liveDocumentAt(from + index, monotonicNow())))),
    untilConfirmed: async () => null,
    untilLive: (count) => arrivals.untilLive(count),
    digest: () => digestOf(db),
  }
}

serveRole(process.argv[2] === 'server' ? createServer() : createClient())
