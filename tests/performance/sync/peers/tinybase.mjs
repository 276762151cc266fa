// TinyBase's mergeable store with its websocket server; everything in memory on both sides. A cell holds no objects, so a document is one
// cell of JSON text, which is also the least work for it.
import { createMergeableStore } from 'tinybase'
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client'
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server'
import { WebSocket, WebSocketServer } from 'ws'
import { createArrivals } from '../arrivals.ts'
import { atPace, serveRole } from '../roles.ts'
import { createDigest, documentsFrom, liveDocumentAt, monotonicNow, textOf } from '../workload.ts'

const table = 'documents'
// A merge of so many rows takes longer than its standard second.
const requestTimeoutSeconds = 120
// The server's own store asks who else is there, and nobody is yet.
const aloneTimeoutSeconds = 1

const digestOf = (store) => {
  const digest = createDigest()
  for (const id of store.getRowIds(table)) digest.add(id, textOf(JSON.parse(store.getCell(table, id, 'json'))))
  return digest.value()
}

const storeAll = (store, documents) => {
  store.transaction(() => {
    for (const document of documents) store.setCell(table, document.id, 'json', JSON.stringify(document))
  })
}

const listen = (store, arrivals) => {
  store.addRowListener(table, null, (_store, _table, id) => {
    arrivals.add(id, textOf(JSON.parse(store.getCell(table, id, 'json'))))
  })
}

const createServer = () => {
  const store = createMergeableStore('server')
  let arrivals
  return {
    start: async (docs) => {
      arrivals = createArrivals(docs)
      listen(store, arrivals)
      storeAll(store, documentsFrom(0, docs, docs))
      const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
      await new Promise((resolve) => sockets.once('listening', resolve))
      // The server passes messages on; what holds the documents on its side is one more client, in its process.
      createWsServer(sockets)
      const url = `ws://127.0.0.1:${sockets.address().port}/${table}`
      const own = await createWsSynchronizer(store, new WebSocket(url), aloneTimeoutSeconds)
      await own.startSync()
      return { url }
    },
    until: (count) => arrivals.until(count),
    digest: async () => digestOf(store),
  }
}

const createClient = () => {
  let setup
  let store
  let arrivals
  let synchronizer
  return {
    open: async (given) => {
      setup = given
      store = createMergeableStore(setup.role)
      arrivals = createArrivals(setup.docs)
      listen(store, arrivals)
    },
    connect: async () => {
      const started = monotonicNow()
      const socket = new WebSocket(setup.connection.url)
      synchronizer = await createWsSynchronizer(
        store,
        socket,
        requestTimeoutSeconds,
        undefined,
        undefined,
        console.error,
      )
      void synchronizer.startSync()
      return started
    },
    disconnect: () => synchronizer.destroy(),
    ready: async () => void (await arrivals.until(setup.docs)),
    until: async (count) => ({ at: await arrivals.until(count), openWorkAt: arrivals.openWorkAt() ?? null }),
    write: async (from, count) => {
      const started = monotonicNow()
      storeAll(store, documentsFrom(from, count, setup.docs))
      return started
    },
    settled: async () => undefined,
    writeLive: (from, count, perSecond) =>
      atPace(count, perSecond, (index) => storeAll(store, [liveDocumentAt(from + index, monotonicNow())])),
    untilConfirmed: async () => null,
    untilLive: (count) => arrivals.untilLive(count),
    digest: async () => digestOf(store),
  }
}

serveRole(process.argv[2] === 'server' ? createServer() : createClient())
