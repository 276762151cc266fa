// Yjs with y-websocket: one shared map, everything in memory on both sides.
import { createServer as createHttpServer } from 'node:http'
import { createRequire } from 'node:module'
import { WebSocket, WebSocketServer } from 'ws'
import { createArrivals } from '../arrivals.ts'
import { atPace, serveRole } from '../roles.ts'
import { createDigest, documentsFrom, liveDocumentAt, monotonicNow, textOf } from '../workload.ts'

// The server's part exists only as CommonJS, and Yjs must be loaded once: so all of it that way.
const require = createRequire(import.meta.url)
const Y = require('yjs')
const { WebsocketProvider } = require('y-websocket')
const { getYDoc, setupWSConnection } = require('y-websocket/bin/utils')

const room = 'documents'

const digestOf = (map) => {
  const digest = createDigest()
  for (const [id, document] of map.entries()) digest.add(id, textOf(document))
  return digest.value()
}

const storeAll = (doc, documents) => {
  const map = doc.getMap(room)
  doc.transact(() => {
    for (const document of documents) map.set(document.id, document)
  })
}

const listen = (map, arrivals) => {
  map.observe(({ keysChanged }) => {
    for (const id of keysChanged) arrivals.add(id, textOf(map.get(id)))
  })
}

const createServer = () => {
  let map
  let arrivals
  return {
    start: async (docs) => {
      const doc = getYDoc(room)
      map = doc.getMap(room)
      arrivals = createArrivals(docs)
      listen(map, arrivals)
      storeAll(doc, documentsFrom(0, docs, docs))
      const server = createHttpServer()
      new WebSocketServer({ server }).on('connection', setupWSConnection)
      server.listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      return { url: `ws://127.0.0.1:${server.address().port}` }
    },
    until: (count) => arrivals.until(count),
    digest: async () => digestOf(map),
  }
}

const createClient = () => {
  let setup
  let doc
  let map
  let arrivals
  let provider
  return {
    open: async (given) => {
      setup = given
      doc = new Y.Doc()
      map = doc.getMap(room)
      arrivals = createArrivals(setup.docs)
      listen(map, arrivals)
      const options = { WebSocketPolyfill: WebSocket, disableBc: true, connect: false }
      provider = new WebsocketProvider(setup.connection.url, room, doc, options)
    },
    connect: async () => {
      const started = monotonicNow()
      provider.connect()
      return started
    },
    disconnect: async () => provider.disconnect(),
    ready: async () => void (await arrivals.until(setup.docs)),
    until: async (count) => ({ at: await arrivals.until(count), openWorkAt: arrivals.openWorkAt() ?? null }),
    write: async (from, count) => {
      const started = monotonicNow()
      storeAll(doc, documentsFrom(from, count, setup.docs))
      return started
    },
    settled: async () => undefined,
    writeLive: (from, count, perSecond) =>
      atPace(count, perSecond, (index) => storeAll(doc, [liveDocumentAt(from + index, monotonicNow())])),
    untilConfirmed: async () => null,
    untilLive: (count) => arrivals.untilLive(count),
    digest: async () => digestOf(map),
  }
}

serveRole(process.argv[2] === 'server' ? createServer() : createClient())
