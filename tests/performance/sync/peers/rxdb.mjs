// RxDB with its websocket replication; everything in memory on both sides.
import { createRxDatabase } from 'rxdb'
import { replicateWithWebsocketServer, startWebsocketServer } from 'rxdb/plugins/replication-websocket'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { createArrivals } from '../arrivals.ts'
import { atPace, serveRole } from '../roles.ts'
import { createDigest, documentsFrom, liveDocumentAt, monotonicNow, textOf } from '../workload.ts'

const batch = 1000
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    ...Object.fromEntries(
      ['soort', 'titel', 'tekst', 'bijgewerktOp', 'bron', 'licentie', 'contactmomentId', 'afdelingId']
        .concat(['aangemaaktDoor', 'aangemaaktOp', 'naam', 'telefoonnummer', 'gevraagdeHandeling', 'toelichting'])
        .concat(['bellenVoor', 'status', 'uitkomst'])
        .map((name) => [name, { type: 'string' }]),
    ),
    onderwerpen: { type: 'array', items: { type: 'string' } },
    pogingen: { type: 'array', items: { type: 'object' } },
    claim: { type: ['object', 'null'] },
    afgehandeldOp: { type: ['string', 'null'] },
  },
}

const openCollection = async (name) => {
  const database = await createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false })
  const { documents } = await database.addCollections({ documents: { schema } })
  return { database, documents }
}

const digestOf = async (documents) => {
  const digest = createDigest()
  for (const document of await documents.find().exec()) digest.add(document.primary, textOf(document.toJSON()))
  return digest.value()
}

const onDocuments = (documents, heard) =>
  documents.eventBulks$.subscribe(({ events }) => {
    for (const { documentId, documentData } of events) heard(documentId, documentData)
  })

const createServer = () => {
  let documents
  let arrivals
  return {
    start: async (docs) => {
      const opened = await openCollection('server')
      documents = opened.documents
      arrivals = createArrivals(docs)
      onDocuments(documents, (id, data) => arrivals.add(id, textOf(data)))
      for (let from = 0; from < docs; from += batch) {
        await documents.bulkInsert([...documentsFrom(from, Math.min(batch, docs - from), docs)])
      }
      await arrivals.until(docs)
      const { server } = startWebsocketServer({ database: opened.database, port: 0, host: '127.0.0.1' })
      if (server.address() === null) await new Promise((resolve) => server.once('listening', resolve))
      return { url: `ws://127.0.0.1:${server.address().port}` }
    },
    until: (count) => arrivals.until(count),
    digest: () => digestOf(documents),
  }
}

const createClient = () => {
  let setup
  let documents
  let arrivals
  let replication
  return {
    open: async (given) => {
      setup = given
      documents = (await openCollection(setup.role)).documents
      arrivals = createArrivals(setup.docs)
      onDocuments(documents, (id, data) => arrivals.add(id, textOf(data)))
    },
    connect: async () => {
      const started = monotonicNow()
      const options = { collection: documents, url: setup.connection.url, replicationIdentifier: 'bench' }
      replication = await replicateWithWebsocketServer({ ...options, live: true, batchSize: batch })
      return started
    },
    disconnect: () => replication.cancel(),
    ready: async () => {
      await arrivals.until(setup.docs)
      await replication.awaitInSync()
    },
    until: async (count) => ({ at: await arrivals.until(count), openWorkAt: arrivals.openWorkAt() ?? null }),
    write: async (from, count) => {
      const started = monotonicNow()
      await documents.bulkInsert([...documentsFrom(from, count, setup.docs)])
      return started
    },
    settled: async () => undefined,
    writeLive: (from, count, perSecond) =>
      atPace(count, perSecond, (index) => void documents.insert({ ...liveDocumentAt(from + index, monotonicNow()) })),
    untilConfirmed: async () => null,
    untilLive: (count) => arrivals.untilLive(count),
    digest: () => digestOf(documents),
  }
}

serveRole(process.argv[2] === 'server' ? createServer() : createClient())
