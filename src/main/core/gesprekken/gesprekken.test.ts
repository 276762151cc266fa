import { beforeEach, describe, expect, it } from 'vitest'
import { afdelingRow, werkkalenderRow } from '../../../../tests/support/demo-rows'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { afdelingEntity } from '../../../shared/domain/afdeling/afdeling'
import { contactmomentEntity } from '../../../shared/domain/contactmoment/contactmoment'
import { maxOpenGesprekken, type Gesprek } from '../../../shared/domain/gesprek/gesprek'
import { servicenormEntity } from '../../../shared/domain/servicenorm/servicenorm'
import { werkkalenderEntity } from '../../../shared/domain/werkkalender/werkkalender'
import type { Result } from '../../../shared/kernel/result'
import { createAfdelingQueries } from '../afdelingen/queries'
import { createContactmomentQueries } from '../contactmomenten/queries'
import { createUitkomstConcepten } from '../terugbelnotities/concepten'
import { createTerugbelnotitieQueries } from '../terugbelnotities/queries'
import { createTerugbelnotitieRepository } from '../terugbelnotities/repository'
import { createGesprekCommands } from './commands'
import { createGesprekQueries } from './queries'
import { createGesprekRepository } from './repository'
import { createRondAf } from './rond-af'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('gesprekken on a desk', () => {
  let clock: FixedClock
  let desk: ReturnType<typeof createTestDesk>
  let changes: number

  const parts = () => {
    const repository = createGesprekRepository(desk.files.outbox)
    const onChange = () => {
      changes += 1
    }
    const afdelingen = createAfdelingQueries(desk.files.cache, clock)
    const options = { repository, clock, onChange }
    return {
      ...createGesprekCommands(options),
      ...createGesprekQueries({ repository, afdelingen, clock }),
      rondAf: createRondAf({ ...options, outbox: desk.outbox }),
    }
  }
  const open = () => value(parts().list())
  const start = () => value(parts().start({ kanaal: 'telefoon' }))
  const type = (gesprek: Gesprek, tekst: Parameters<ReturnType<typeof parts>['bewaar']>[0]['tekst']) =>
    value(parts().bewaar({ id: gesprek.id, tekst }))

  beforeEach(() => {
    clock = createFixedClock()
    changes = 0
    desk = createTestDesk({ medewerkerId: 'kcc', link: createModelServer(clock).linkFor('kcc'), clock })
  })

  it('keeps every keystroke on disk, also when the process ends there and then', () => {
    const gesprek = start()
    clock.advance(2)
    expect(type(gesprek, { vraag: 'Paspo' })).toEqual({ bewaardOp: '2026-11-23T09:00:02.000Z' })
    // New statements on the same file are what a restarted process has.
    expect(open()).toMatchObject([{ id: gesprek.id, vraag: 'Paspo', status: 'actief' }])
  })

  it('changes only the fields that were typed in', () => {
    const gesprek = start()
    type(gesprek, { vraag: 'Vraag', artikelIds: ['a-1'] })
    type(gesprek, { intern: 'Intern', afdelingId: 'burgerzaken' })
    expect(open()).toMatchObject([{ vraag: 'Vraag', intern: 'Intern', artikelIds: ['a-1'], afdelingId: 'burgerzaken' }])
  })

  it('parks the running gesprek when another starts, and knows since when it waits', () => {
    const first = start()
    clock.advance(60)
    const second = start()
    expect(open()).toMatchObject([
      { id: first.id, status: 'geparkeerd', geparkeerdOp: '2026-11-23T09:01:00.000Z' },
      { id: second.id, status: 'actief', geparkeerdOp: null },
    ])
    clock.advance(60)
    value(parts().hervat({ id: first.id }))
    expect(open().map(({ status }) => status)).toEqual(['actief', 'geparkeerd'])
  })

  it('refuses a seventh and says why', () => {
    for (let n = 0; n < maxOpenGesprekken; n += 1) start()
    expect(parts().start({ kanaal: 'telefoon' })).toMatchObject({
      ok: false,
      error: { code: 'conflict', reason: 'too_many' },
    })
  })

  it('gives back what was put away, with every word', () => {
    const gesprek = start()
    type(gesprek, { vraag: 'Toch nog' })
    value(parts().verwijder({ id: gesprek.id }))
    expect(open()).toEqual([])
    expect(parts().bewaar({ id: gesprek.id, tekst: { vraag: 'te laat' } }).ok).toBe(false)
    expect(value(parts().herstel({ id: gesprek.id }))).toMatchObject({ vraag: 'Toch nog', status: 'actief' })
  })

  it('does not keep what was put away for ever', () => {
    const gesprek = start()
    value(parts().verwijder({ id: gesprek.id }))
    createGesprekRepository(desk.files.outbox).removePutAwayBefore('2026-11-23T09:00:00.001Z')
    expect(parts().herstel({ id: gesprek.id }).ok).toBe(false)
  })

  it('becomes a contactmoment when it is answered, and is gone', () => {
    const gesprek = start()
    type(gesprek, { vraag: 'Paspoort kwijt', antwoord: 'Kom langs.' })
    expect(parts().rondAf({ id: gesprek.id, resultaat: 'zelf_beantwoord', bellenVoor: null })).toEqual({
      ok: true,
      value: { terugbelnotitieId: null },
    })
    expect(open()).toEqual([])
    const recent = value(createContactmomentQueries(desk.files.cache, desk.outbox, 'kcc').listRecent({ limit: 5 }))
    expect(recent).toMatchObject([{ onderwerp: 'Paspoort kwijt', inhoud: 'Kom langs.', onderweg: true }])
    expect(changes).toBe(2)
  })

  it('keeps the gesprek and queues nothing when something does not fit', () => {
    const gesprek = start()
    type(gesprek, { telefoon: '06 12', vraag: 'Vraag' })
    expect(parts().rondAf({ id: gesprek.id, resultaat: 'zelf_beantwoord', bellenVoor: null })).toMatchObject({
      ok: false,
      error: { code: 'validation', field: 'telefoon' },
    })
    expect(open()).toHaveLength(1)
    expect(desk.outbox.count()).toBe(0)
  })

  it('becomes contactmoment and promise together', () => {
    const gesprek = start()
    type(gesprek, { vraag: 'Terugbellen graag', telefoon: '0612345678', afdelingId: 'burgerzaken' })
    const bellenVoor = '2026-11-24T11:00:00.000Z'
    const { terugbelnotitieId } = value(parts().rondAf({ id: gesprek.id, resultaat: 'terugbelnotitie', bellenVoor }))
    const notitie = desk.notitie(String(terugbelnotitieId))
    expect(notitie).toMatchObject({ bellenVoor, status: 'open', aangemaaktDoor: 'kcc' })
    expect(desk.store.find(contactmomentEntity, String(notitie?.contactmomentId))?.resultaat).toBe('terugbelnotitie')
    expect(desk.outbox.unsent(10).map(({ name }) => name)).toEqual([
      'contactmoment.registreer',
      'terugbelnotitie.create',
    ])
  })

  it('proposes the moment that norm and calendar give, in words for the caller', () => {
    desk.store.confirm(afdelingEntity, 'burgerzaken', afdelingRow())
    desk.store.confirm(werkkalenderEntity, 'gemeente', werkkalenderRow())
    const norm = { id: 'n1', afdelingId: null, geldigVanaf: '2026-01-01', werkdagen: 2 }
    desk.store.confirm(servicenormEntity, 'n1', norm)
    desk.store.confirm(servicenormEntity, 'n2', { ...norm, id: 'n2', afdelingId: 'burgerzaken', werkdagen: 1 })
    desk.store.confirm(servicenormEntity, 'n3', {
      ...norm,
      id: 'n3',
      afdelingId: 'burgerzaken',
      werkdagen: 9,
      geldigVanaf: '2027-01-01',
    })
    expect(parts().voorstelTerugbellen({ afdelingId: 'burgerzaken' })).toEqual({
      ok: true,
      value: {
        bellenVoor: '2026-11-24T09:00:00.000Z',
        gesproken: 'voor dinsdag 24 november 10:00',
        uitleg: '1 werkdag na maandag 23 november 10:00.',
      },
    })
    expect(value(parts().voorstelTerugbellen({ afdelingId: 'belastingen' })).gesproken).toBe(
      'voor woensdag 25 november 10:00',
    )
  })

  it('promises nothing while norm or calendar are missing', () => {
    expect(parts().voorstelTerugbellen({ afdelingId: 'burgerzaken' })).toMatchObject({
      ok: false,
      error: { what: 'servicenorm' },
    })
  })

  it('shows own promises with names, and counts what is late and due today', () => {
    desk.store.confirm(afdelingEntity, 'burgerzaken', afdelingRow())
    for (const bellenVoor of ['2026-11-23T08:00:00.000Z', '2026-11-23T15:00:00.000Z', '2026-11-24T11:00:00.000Z']) {
      const gesprek = start()
      type(gesprek, { vraag: 'Bel terug', telefoon: '0612345678', afdelingId: 'burgerzaken' })
      value(parts().rondAf({ id: gesprek.id, resultaat: 'terugbelnotitie', bellenVoor }))
    }
    const concepten = createUitkomstConcepten(desk.files.outbox)
    const medewerker = { id: 'kcc', afdelingId: 'kcc' }
    const queries = createTerugbelnotitieQueries({
      repository: createTerugbelnotitieRepository(desk.files.cache),
      outbox: desk.outbox,
      concepten,
      medewerker,
      clock,
    })
    expect(value(queries.count())).toEqual({ mijn: 0, afdeling: 0, uitgezet: 3, alle: 3, teLaat: 1, vandaag: 1 })
    const list = value(queries.list({ lijst: 'uitgezet', limit: 10 }))
    expect(list.map(({ bellenVoor }) => bellenVoor.slice(0, 13))).toEqual([
      '2026-11-23T08',
      '2026-11-23T15',
      '2026-11-24T11',
    ])
    expect(list[0]).toMatchObject({
      afdelingNaam: 'Burgerzaken',
      houderNaam: null,
      onderweg: true,
      claimGevraagd: false,
    })
  })
})
