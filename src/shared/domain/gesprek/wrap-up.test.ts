import { describe, expect, it } from 'vitest'
import { createId } from '../../kernel/ids'
import { contactmomentIdSchema } from '../contactmoment/contactmoment'
import { registreerContactmoment } from '../contactmoment/intents'
import { createTerugbelnotitie } from '../terugbelnotitie/intents'
import { terugbelnotitieIdSchema } from '../terugbelnotitie/terugbelnotitie'
import { emptyGesprekTekst, gesprekIdSchema, type Gesprek, type GesprekTekst } from './gesprek'
import { wrapUp } from './wrap-up'

const now = '2026-11-23T09:05:00.000Z'
const bellenVoor = '2026-11-24T11:00:00.000Z'
const ids = {
  contactmomentId: contactmomentIdSchema.parse(createId()),
  terugbelnotitieId: terugbelnotitieIdSchema.parse(createId()),
}

const gesprek = (tekst: Partial<GesprekTekst>): Gesprek => ({
  id: gesprekIdSchema.parse(createId()),
  kanaal: 'telefoon',
  status: 'actief',
  begonnenOp: '2026-11-23T09:00:00.000Z',
  bewaardOp: now,
  geparkeerdOp: null,
  ...emptyGesprekTekst,
  vraag: 'Paspoort kwijt',
  ...tekst,
})

const answered = (tekst: Partial<GesprekTekst>) =>
  wrapUp(gesprek(tekst), { resultaat: 'zelf_beantwoord', bellenVoor: null, now }, ids)
const promised = (tekst: Partial<GesprekTekst>, moment: string | null = bellenVoor) =>
  wrapUp(
    gesprek({ afdelingId: 'burgerzaken', telefoon: '06 1234 5678', ...tekst }),
    { resultaat: 'terugbelnotitie', bellenVoor: moment, now },
    ids,
  )
const refusal = (result: ReturnType<typeof wrapUp>) => (result.ok ? undefined : result.error)

describe('wrapping up a gesprek', () => {
  it('registers an answered question at the time of the conversation', () => {
    const result = answered({ antwoord: ' Kom langs met een pasfoto. ', intern: 'Boos.', naam: ' Test (demo) ' })
    expect(result).toMatchObject({
      ok: true,
      value: {
        contactmoment: {
          onderwerp: 'Paspoort kwijt',
          inhoud: 'Kom langs met een pasfoto.',
          interneToelichting: 'Boos.',
          naam: 'Test (demo)',
          telefoonnummer: null,
          plaatsgevondenOp: '2026-11-23T09:00:00.000Z',
        },
      },
    })
    expect(result.ok && result.value.terugbelnotitie).toBe(undefined)
  })

  it('promises exactly the moment that was read out, and tells the colleague what was said', () => {
    const result = promised({ intern: 'Na 15:00 bellen.', antwoord: 'U hoort van ons.' })
    expect(result).toMatchObject({
      ok: true,
      value: {
        terugbelnotitie: {
          bellenVoor,
          telefoonnummer: '+31612345678',
          gevraagdeHandeling: 'Paspoort kwijt',
          toelichting: 'Na 15:00 bellen.\n\nAl gezegd: U hoort van ons.',
          contactmomentId: ids.contactmomentId,
        },
      },
    })
  })

  it('keeps every word of a question that is longer than a subject may be', () => {
    const vraag = `${'woord '.repeat(60)}einde`
    const result = promised({ vraag })
    expect(result.ok).toBe(true)
    if (!result.ok) return
    expect(result.value.contactmoment.onderwerp.length).toBeLessThanOrEqual(200)
    expect(result.value.contactmoment.interneToelichting).toBe(vraag)
    expect(result.value.terugbelnotitie?.toelichting).toContain('einde')
  })

  it('makes only what the intents accept', () => {
    const result = promised({ vraag: 'x'.repeat(900), naam: 'n'.repeat(200), antwoord: '' })
    if (!result.ok) throw new Error('should fit')
    expect(registreerContactmoment.parse(result.value.contactmoment)).toBeDefined()
    expect(createTerugbelnotitie.parse(result.value.terugbelnotitie)).toBeDefined()
  })

  it.each([
    [answered({ vraag: '  ' }), 'vraag', 'required'],
    [answered({ antwoord: 'x'.repeat(1001) }), 'antwoord', 'max:1000'],
    [answered({ intern: 'x'.repeat(1001) }), 'intern', 'max:1000'],
    [answered({ vraag: 'x '.repeat(600) }), 'vraag', 'max:1000'],
    [answered({ naam: 'x'.repeat(201) }), 'naam', 'max:200'],
    [answered({ telefoon: '06 12' }), 'telefoon', 'too_short'],
    [promised({ afdelingId: null }), 'afdelingId', 'required'],
    [promised({ telefoon: '' }), 'telefoon', 'required'],
    [promised({}, null), 'bellenVoor', 'required'],
    [promised({ intern: 'x'.repeat(990), antwoord: 'y'.repeat(50) }), 'intern', 'max:1000'],
  ])('names the field that does not fit (%#)', (result, field, rule) => {
    expect(refusal(result)).toEqual({ code: 'validation', field, rule })
  })
})
