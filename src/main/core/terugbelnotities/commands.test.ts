import { beforeEach, describe, expect, it } from 'vitest'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import type { Rol } from '../../../shared/domain/medewerker/medewerker'
import { terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { createTerugbelnotitieCommands } from './commands'
import { createUitkomstConcepten } from './concepten'
import { createTerugbelnotitieQueries } from './queries'
import { createTerugbelnotitieRepository } from './repository'

describe('working on terugbelnotities', () => {
  let clock: FixedClock
  let server: ModelServer
  let touched: string[]
  const note = notitieWish()
  const id = terugbelnotitieIdSchema.parse(note.id)

  const openDesk = (medewerkerId: string, rol: Rol = 'telefonist') => {
    const desk = createTestDesk({ medewerkerId, link: server.linkFor(medewerkerId), clock })
    const concepten = createUitkomstConcepten(desk.files.outbox)
    const medewerker = { id: medewerkerId, rol, afdelingId: 'burgerzaken' }
    const commands = createTerugbelnotitieCommands({
      outbox: desk.outbox,
      store: desk.store,
      concepten,
      medewerker,
      clock,
      touch: (notitieId) => touched.push(notitieId),
    })
    const repository = createTerugbelnotitieRepository(desk.files.cache)
    const queries = createTerugbelnotitieQueries({ repository, outbox: desk.outbox, concepten, medewerker, clock })
    const regel = () => {
      const found = queries.find({ id })
      if (!found.ok) throw new Error(found.error.code)
      return found.value
    }
    return { ...desk, ...commands, regel, concepten }
  }
  type TestDesk = ReturnType<typeof openDesk>
  let anna: TestDesk
  let bram: TestDesk

  beforeEach(async () => {
    clock = createFixedClock()
    server = createModelServer(clock)
    for (const wie of ['anna', 'bram']) server.grant(wie, ['t', `u:${wie}`, 'afd:burgerzaken'])
    touched = []
    anna = openDesk('anna')
    bram = openDesk('bram')
    anna.outbox.enqueue([note])
    await anna.sync()
    await bram.sync()
  })

  it('shows a claim as asked for until the server grants it', async () => {
    anna.claim({ id })
    expect(anna.regel()).toMatchObject({ claimGevraagd: true, houderNaam: null, onderweg: true })
    await anna.sync()
    expect(anna.regel()).toMatchObject({ claimGevraagd: false, houderNaam: 'anna', onderweg: false })
    expect(touched).toEqual([id])
  })

  it('gives a claim back, and only its own', async () => {
    expect(anna.geefVrij({ id })).toMatchObject({ ok: false, error: { reason: 'claim_vervallen' } })
    anna.claim({ id })
    await anna.sync()
    await bram.sync()
    expect(bram.geefVrij({ id })).toMatchObject({ ok: false, error: { reason: 'claim_vervallen' } })
    expect(anna.geefVrij({ id }).ok).toBe(true)
    await anna.sync()
    await bram.sync()
    expect(bram.regel()).toMatchObject({ status: 'open', houderNaam: null })
  })

  it('warns when two thirds of a lease went by, and shows a note whose lease ended as free', async () => {
    anna.claim({ id })
    await anna.sync()
    clock.advance(599)
    expect(anna.regel().claimBijnaVerlopen).toBe(false)
    clock.advance(1)
    expect(anna.regel()).toMatchObject({ claimBijnaVerlopen: true, houderNaam: 'anna' })
    clock.advance(300)
    expect(anna.regel()).toMatchObject({ claimBijnaVerlopen: false, houderNaam: null, status: 'geclaimd' })
  })

  it('lets a team lead break a claim, and nobody else', async () => {
    anna.claim({ id })
    await anna.sync()
    await bram.sync()
    const reden = 'Anna is naar huis'
    expect(bram.breekClaim({ id, reden })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(bram.outbox.count()).toBe(0)
    server.grant('chef', ['t', 'u:chef', 'afd:burgerzaken'])
    const chef = openDesk('chef', 'teamleider')
    await chef.sync()
    expect(chef.breekClaim({ id, reden }).ok).toBe(true)
    await chef.sync()
    await anna.sync()
    expect(anna.regel()).toMatchObject({ status: 'open', houderNaam: null })
  })

  it('keeps a call that was tried, with who did it, and says when it was outside a claim', async () => {
    anna.claim({ id })
    await anna.sync()
    await bram.sync()
    bram.bewaarUitkomst({ id, tekst: 'Nam niet op' })
    bram.registreerPoging({ id, resultaat: 'niet_bereikt', toelichting: 'Nam niet op' })
    expect(bram.regel()).toMatchObject({ conceptUitkomst: '', pogingen: [{ doorNaam: 'bram', buitenClaim: true }] })
    anna.registreerPoging({ id, resultaat: 'voicemail', toelichting: '' })
    await bram.sync()
    await anna.sync()
    expect(anna.regel().pogingen).toMatchObject([
      { door: 'bram', resultaat: 'niet_bereikt', buitenClaim: true, op: clock.now() },
      { door: 'anna', resultaat: 'voicemail', buitenClaim: false },
    ])
  })

  it('keeps the call of a finish that came too late, and the words', async () => {
    anna.claim({ id })
    await anna.sync()
    clock.advance(16 * 60)
    await bram.sync()
    bram.claim({ id })
    await bram.sync()
    anna.bewaarUitkomst({ id, tekst: 'Gesproken' })
    expect(anna.handelAf({ id, uitkomst: 'Gesproken' }).ok).toBe(true)
    expect(anna.concepten.find(id)).toBe('')
    await anna.sync()
    await bram.sync()
    expect(anna.attention.list()).toMatchObject([{ naam: 'terugbelnotitie.handelAf', args: { uitkomst: 'Gesproken' } }])
    expect(bram.regel()).toMatchObject({
      houderNaam: 'bram',
      pogingen: [{ doorNaam: 'anna', toelichting: 'Gesproken', buitenClaim: true }],
    })
  })

  it('keeps the words of a finish that the rule refuses at once', async () => {
    bram.claim({ id })
    await bram.sync()
    await anna.sync()
    anna.bewaarUitkomst({ id, tekst: 'Gesproken' })
    expect(anna.handelAf({ id, uitkomst: 'Gesproken' }).ok).toBe(false)
    expect(anna.concepten.find(id)).toBe('Gesproken')
  })
})
