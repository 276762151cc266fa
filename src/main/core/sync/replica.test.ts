import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { afdelingRow, artikelRow, notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { afdelingEntity } from '../../../shared/domain/afdeling/afdeling'
import { kennisartikelEntity } from '../../../shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity } from '../../../shared/domain/medewerker/medewerker'
import { AppFailure } from '../../../shared/kernel/result'
import { rowHash } from '../../../shared/node/row-hash'
import type { ServerLink } from './ports'

const clock = createFixedClock()

describe('the copy of the server on a desk', () => {
  let server: ModelServer
  const desk = (link: ServerLink = server.linkFor('kcc')) => createTestDesk({ medewerkerId: 'kcc', link, clock })

  beforeEach(() => {
    server = createModelServer(clock)
    server.grant('kcc', ['t', 'afd:burgerzaken'])
  })

  it('goes on where an interrupted first copy stopped, and misses nothing that changed meanwhile', async () => {
    for (let n = 100; n < 900; n += 1)
      server.save('kennisartikel', `a${String(n)}`, artikelRow(`a${String(n)}`, 'Eerst'))
    const link = server.linkFor('kcc')
    const asked: (string | undefined)[] = []
    const kcc = desk({
      ...link,
      snapshot: async function* (scope, after) {
        if (scope === 't') asked.push(after)
        let rows = 0
        for await (const line of link.snapshot(scope, after)) {
          if (scope === 't' && asked.length === 1 && (rows += 1) > 600) throw new AppFailure({ code: 'offline' })
          yield line
        }
      },
    })
    await expect(kcc.sync()).rejects.toThrow('offline')
    // Changed in the part that was already copied: only the cursor of the first attempt can bring it.
    server.save('kennisartikel', 'a100', artikelRow('a100', 'Daarna'))
    await kcc.sync()
    expect(asked).toEqual([undefined, 'kennisartikel/a698'])
    expect(kcc.store.find(kennisartikelEntity, 'a100')?.titel).toBe('Daarna')
    expect(kcc.store.find(kennisartikelEntity, 'a899')?.titel).toBe('Eerst')
    expect(kcc.replica.incompleteScopes()).toEqual([])
  })

  it('does not call a cut-off copy complete', async () => {
    server.save('afdeling', 'burgerzaken', afdelingRow())
    const link = server.linkFor('kcc')
    const kcc = desk({
      ...link,
      snapshot: async function* (scope, after) {
        for await (const line of link.snapshot(scope, after)) if (line.kind !== 'end') yield line
      },
    })
    await expect(kcc.sync()).rejects.toThrow('offline')
    expect(kcc.replica.cursors()).toEqual([])
  })

  it('removes the rows of a scope that the medewerker lost, and keeps those seen through another', async () => {
    const maker = createTestDesk({ medewerkerId: 'kcc', link: server.linkFor('kcc'), clock })
    server.grant('kcc', ['t', 'u:kcc', 'afd:burgerzaken', 'afd:belastingen'])
    server.grant('ander', ['afd:burgerzaken', 'afd:belastingen'])
    const mine = notitieWish({ afdelingId: 'belastingen' })
    maker.outbox.enqueue([mine])
    await maker.sync()
    const other = createTestDesk({ medewerkerId: 'ander', link: server.linkFor('ander'), clock })
    await other.sync()
    expect(other.notitie(mine.id)).toBeDefined()

    server.grant('kcc', ['t', 'u:kcc', 'afd:burgerzaken'])
    server.grant('ander', ['afd:burgerzaken'])
    await maker.sync()
    await other.sync()
    expect(maker.notitie(mine.id)).toBeDefined()
    expect(other.notitie(mine.id)).toBeUndefined()
  })

  it('drops what is gone when the server lives under another epoch', async () => {
    const backup = server.backup()
    server.save('afdeling', 'tijdelijk', afdelingRow('tijdelijk', 'Tijdelijk'))
    const kcc = desk()
    await kcc.sync()
    expect(kcc.store.find(afdelingEntity, 'tijdelijk')).toBeDefined()
    server.restore(backup)
    server.save('afdeling', 'burgerzaken', afdelingRow())
    await kcc.sync()
    expect(kcc.store.find(afdelingEntity, 'tijdelijk')).toBeUndefined()
    expect(kcc.store.find(afdelingEntity, 'burgerzaken')).toBeDefined()
  })

  it('copies again when the server no longer knows its cursors', async () => {
    server.save('afdeling', 'burgerzaken', afdelingRow())
    const kcc = desk()
    await kcc.sync()
    kcc.files.cache.prepare("update scope_cursor set cursor = '999999'").run()
    await expect(kcc.sync()).rejects.toThrow('resync_required')
    await kcc.sync()
    expect(kcc.store.find(afdelingEntity, 'burgerzaken')).toBeDefined()
    expect(kcc.replica.incompleteScopes()).toEqual([])
  })

  it('never moves a cursor without its rows', () => {
    const kcc = desk()
    kcc.replica.holdScopes(['t'])
    kcc.replica.applySnapshotPart('t', '3', [])
    kcc.replica.finishSnapshot('t')
    kcc.store.project(afdelingEntity, () => {
      throw new Error('disk')
    })
    const row = { op: 'upsert' as const, scope: 't', entity: 'afdeling', id: 'x', version: 1, state: afdelingRow('x') }
    expect(() => kcc.replica.applyPage([row], [{ scope: 't', cursor: '7' }])).toThrow('disk')
    expect(kcc.replica.cursors()).toEqual([{ scope: 't', cursor: '3' }])
    expect(kcc.store.find(afdelingEntity, 'x')).toBeUndefined()
  })

  it('does not take a newer row back for an older one, nor count it as the older one', () => {
    const kcc = desk()
    kcc.replica.holdScopes(['t'])
    const row = (version: number, naam: string) => ({
      op: 'upsert' as const,
      scope: 't',
      entity: 'afdeling',
      id: 'x',
      version,
      state: afdelingRow('x', naam),
    })
    kcc.replica.applySnapshotPart('t', '3', [{ kind: 'row', key: 'afdeling/x', row: row(2, 'Nieuw') }])
    kcc.replica.finishSnapshot('t')
    kcc.replica.applyPage([row(1, 'Oud')], [{ scope: 't', cursor: '4' }])
    expect(kcc.store.find(afdelingEntity, 'x')?.naam).toBe('Nieuw')
    expect(kcc.replica.sums()).toEqual([
      { scope: 't', entity: 'afdeling', rows: 1, sum: String(rowHash('afdeling', 'x', 2)) },
    ])
  })

  it('leaves a row aside that only a newer Klaar can read, and goes on with the rest', () => {
    const kcc = desk()
    kcc.replica.holdScopes(['t'])
    kcc.replica.applySnapshotPart('t', '3', [])
    kcc.replica.finishSnapshot('t')
    const upsert = { op: 'upsert' as const, scope: 't', entity: 'medewerker', version: 1 }
    const medewerker = { naam: 'Test (demo)', afdelingId: 'kcc' }
    kcc.replica.applyPage(
      [
        { ...upsert, id: 'nieuw', state: { ...medewerker, id: 'nieuw', rol: 'stagiair' } },
        { ...upsert, id: 'gewoon', state: { ...medewerker, id: 'gewoon', rol: 'balie', taal: 'nl' } },
      ],
      [{ scope: 't', cursor: '7' }],
    )
    expect(kcc.unreadable).toEqual(['medewerker'])
    expect(kcc.store.find(medewerkerEntity, 'gewoon')?.rol).toBe('balie')
    expect(kcc.replica.cursors()).toEqual([{ scope: 't', cursor: '7' }])
  })

  it('ends in the same state whatever the page size and the order of changes', async () => {
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      naam: fc.string({ minLength: 1, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        async (changes, pageRows) => {
          const paged = createModelServer(clock, { pageRows })
          paged.grant('kcc', ['t'])
          const kcc = createTestDesk({ medewerkerId: 'kcc', link: paged.linkFor('kcc'), clock })
          for (const [index, { id, naam }] of changes.entries()) {
            paged.save('afdeling', id, afdelingRow(id, naam))
            if (index % 5 === 0) await kcc.sync()
          }
          await kcc.sync()
          for (const { id } of changes) expect(kcc.store.find(afdelingEntity, id)).toEqual(paged.find('afdeling', id))
        },
      ),
      { numRuns: 60 },
    )
  })
})
