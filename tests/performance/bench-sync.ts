import { cpus } from 'node:os'
import { measureFanout } from './sync/fanout.ts'
import { createKlaarPeer } from './sync/klaar.ts'
import { installPeers } from './sync/install-peers.ts'
import { measurePeer } from './sync/measure-peer.ts'
import { readOptions, usage, type BenchOptions } from './sync/options.ts'
import { otherPeer, type Peer } from './sync/peer.ts'
import { buildProduct } from './sync/product-bundles.ts'
import { describeSyncReport, makeSyncReport, type MeasuredPeer } from './sync/sync-report.ts'
import { workload } from './sync/workload.ts'

const readOrExit = (): BenchOptions | undefined => {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    process.exitCode = 2
    return undefined
  }
}

const measureAll = async (options: BenchOptions, docs: number): Promise<readonly MeasuredPeer[]> => {
  const { peers: wanted, limitSeconds } = options
  if (wanted.length > 0) installPeers()
  const peers: readonly Peer[] = [createKlaarPeer(options), ...wanted.map(otherPeer)]
  const measured: MeasuredPeer[] = []
  for (const peer of peers) {
    console.error(`${peer.name} …`)
    const { name, durability, notes } = peer
    measured.push({ name, durability, notes, outcome: await measurePeer(peer, docs, limitSeconds) })
  }
  return measured
}

const isMeasured = (peers: readonly MeasuredPeer[], docs: number | undefined): boolean =>
  docs === undefined || peers.some(({ name, outcome }) => name === 'klaar' && outcome.kind === 'measured')

const main = async (options: BenchOptions): Promise<void> => {
  const { docs, json, embedded } = options
  await buildProduct()
  const peers = docs === undefined ? [] : await measureAll(options, docs)
  const fanout = options.fanout === undefined ? undefined : await measureFanout(options.fanout, embedded)
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length }
  const report = makeSyncReport({ workload: { docs, ...workload, machine }, own: 'klaar', peers, fanout })
  console.log(json ? JSON.stringify(report, null, 2) : describeSyncReport(report))
  // A peer that is slow is news; one that lost something, or a bar that we miss, is a failure.
  const lost = peers.some(({ outcome }) => outcome.kind === 'lost')
  process.exitCode = lost || !isMeasured(peers, docs) || report.bars.some(({ ok }) => !ok) ? 1 : 0
}

const options = readOrExit()
if (options !== undefined) await main(options)
