import { describe, expect, it } from 'vitest'
import { createArrivals } from './arrivals'
import {
  createDigest,
  documentAt,
  documentsFrom,
  expectedIds,
  idAt,
  isOpenWork,
  liveDocumentAt,
  openWorkIn,
  textOf,
  workload,
  writtenAtOf,
} from './workload'

describe('documents of the measurement', () => {
  it('are as large as promised, always the same, and of both kinds', () => {
    const documents = documentsFrom(0, 40, 30)
    for (const document of documents) expect(Buffer.byteLength(JSON.stringify(document))).toBe(workload.documentBytes)
    expect(documentsFrom(0, 40, 30)).toEqual(documents)
    expect(documents.filter(({ id }) => isOpenWork(id, 30))).toHaveLength(openWorkIn(30) + 10)
    expect(new Set(documents.map(textOf)).size).toBe(40)
  })

  it('say when they were written, if they are live', () => {
    const document = liveDocumentAt(7, 1234.5)
    expect(Buffer.byteLength(JSON.stringify(document))).toBe(workload.documentBytes)
    expect(writtenAtOf(textOf(document))).toBe(1234.5)
    expect(writtenAtOf(textOf(documentAt(7, 30)))).toBeUndefined()
  })
})

describe('digest', () => {
  const digestOf = (entries: readonly (readonly [string, string])[]) => {
    const digest = createDigest()
    for (const [id, text] of entries) digest.add(id, text)
    return digest.value()
  }
  const one = [idAt(0), 'een'] as const
  const two = [idAt(1), 'twee'] as const

  it('does not depend on order', () => {
    expect(digestOf([one, two])).toEqual(digestOf([two, one]))
    expect(digestOf([one, two])).toMatchObject(expectedIds(2))
  })

  it('sees a document that is missing, replaced by a copy of another, or changed', () => {
    expect(digestOf([one])).not.toMatchObject(expectedIds(2))
    expect(digestOf([one, one])).not.toMatchObject(expectedIds(2))
    expect(digestOf([one, [idAt(1), 'drie']]).content).not.toBe(digestOf([one, two]).content)
  })
})

describe('arrivals', () => {
  it('counts each document once and tells when all open work is in', async () => {
    const arrivals = createArrivals(20)
    arrivals.add(idAt(0), '')
    arrivals.add(idAt(0), '')
    arrivals.add(idAt(1), '')
    expect(await arrivals.until(2)).toBeGreaterThan(0)
    expect(arrivals.openWorkAt()).toBeUndefined()
    arrivals.add(idAt(10), '')
    expect(arrivals.openWorkAt()).toBeGreaterThan(0)
  })

  it('measures live documents from their own time', async () => {
    const arrivals = createArrivals(1)
    arrivals.add(idAt(1), `live ${(Number(process.hrtime.bigint()) / 1e6 - 5).toFixed(3)} en verder`)
    const [latency = Number.NaN] = await arrivals.untilLive(1)
    expect(latency).toBeGreaterThanOrEqual(5)
    expect(latency).toBeLessThan(1000)
  })
})
