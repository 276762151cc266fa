import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Peer, StartedServer } from './peer.ts'
import { peakRssMb, startRole, type RoleProcess } from './role-process.ts'
import type { ClientSetup, PeerClient } from './roles.ts'
import type { PeerFigures, PeerOutcome } from './sync-report.ts'
import { expectedIds, workload, type Digest } from './workload.ts'

interface Run {
  readonly docs: number
  readonly server: StartedServer
  readonly writer: RoleProcess<PeerClient>
  readonly reader: RoleProcess<PeerClient>
}

/** Every document that was written must lie on both sides in the end, with the same words. */
export const describeLoss = (total: number, server: Digest, reader: Digest): string | undefined => {
  const expected = expectedIds(total)
  const wrong = (digest: Digest): boolean => digest.docs !== expected.docs || digest.ids !== expected.ids
  if (wrong(server)) return `the server holds ${server.docs} of ${total} documents, or others than were written`
  if (wrong(reader)) return `the reader holds ${reader.docs} of ${total} documents, or others than were written`
  return server.content === reader.content ? undefined : 'server and reader hold different words'
}

/** When the server has everything that the writer wrote. */
const untilStored = async ({ server, writer }: Run, count: number): Promise<number> => {
  const at = server.until === undefined ? await writer.ask.untilConfirmed() : await server.until(count)
  if (at === null) throw new Error('nobody can tell when the server has everything')
  return at
}

const measureFirstCopy = async ({ docs, reader }: Run) => {
  const started = await reader.ask.connect()
  const { at, openWorkAt } = await reader.ask.until(docs)
  return { initialMs: at - started, firstScreenMs: (openWorkAt ?? Number.NaN) - started }
}

const measurePush = async (run: Run): Promise<number> => {
  await run.writer.ask.connect()
  await run.writer.ask.ready()
  const started = await run.writer.ask.write(run.docs, workload.push)
  const stored = await untilStored(run, run.docs + workload.push)
  await run.reader.ask.until(run.docs + workload.push)
  await run.writer.ask.settled()
  return stored - started
}

const measureLive = async ({ writer, reader }: Run, from: number): Promise<readonly number[]> => {
  await writer.ask.writeLive(from, workload.live, workload.livePerSecond)
  return reader.ask.untilLive(workload.live)
}

const measureReconnect = async (run: Run, from: number): Promise<number> => {
  await run.reader.ask.disconnect()
  await run.writer.ask.write(from, workload.reconnect)
  await untilStored(run, from + workload.reconnect)
  const started = await run.reader.ask.connect()
  const { at } = await run.reader.ask.until(from + workload.reconnect)
  return at - started
}

const measureRun = async (run: Run): Promise<PeerOutcome> => {
  const { docs, server, reader } = run
  const firstCopy = await measureFirstCopy(run)
  const pushMs = await measurePush(run)
  const liveMs = await measureLive(run, docs + workload.push)
  const reconnectMs = await measureReconnect(run, docs + workload.push + workload.live)
  const figures: PeerFigures = {
    ...firstCopy,
    pushMs,
    liveMs,
    reconnectMs,
    // Before the digests: those read everything at once, which no desk does.
    peakRssMB: peakRssMb(reader.pid),
    serverPeakRssMB: server.peakRssMb(),
  }
  const total = docs + workload.push + workload.live + workload.reconnect
  const reason = describeLoss(total, await server.digest(), await reader.ask.digest())
  return reason === undefined ? { kind: 'measured', figures } : { kind: 'lost', reason }
}

/** Server, writer and reader, each in a process of its own; all phases after each other. Nothing stays behind, whatever happens. */
export const measurePeer = async (peer: Peer, docs: number, limitSeconds: number): Promise<PeerOutcome> => {
  const folder = mkdtempSync(join(tmpdir(), `klaar-bench-${peer.name}-`))
  const toStop: (() => Promise<void>)[] = []
  let cancel: () => void = () => undefined
  const limit = new Promise<PeerOutcome>((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'not done', reason: `within ${limitSeconds} s` })
    }, limitSeconds * 1000)
    cancel = () => {
      clearTimeout(timer)
    }
  })
  const folderOf = (name: string): string => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }
  const work = async (): Promise<PeerOutcome> => {
    const server = await peer.startServer(docs, folderOf('server'))
    toStop.push(server.stop)
    const start = async (role: ClientSetup['role']): Promise<RoleProcess<PeerClient>> => {
      const started = startRole<PeerClient>(peer.clientScript, role)
      toStop.push(started.stop)
      await started.ask.open({ connection: server.connection, folder: folderOf(role), role, docs })
      return started
    }
    const reader = await start('reader')
    return measureRun({ docs, server, reader, writer: await start('writer') })
  }
  const working = work()
  try {
    return await Promise.race([working, limit])
  } catch (error) {
    return { kind: 'not done', reason: error instanceof Error ? error.message : String(error) }
  } finally {
    cancel()
    for (const stop of toStop.toReversed()) await stop()
    // Its questions fail now that the processes are gone; that is not news.
    await working.catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}
