import type { z } from 'zod'
import type { Instant } from '../../kernel/clock'
import { fail, ok, type Failure, type Result } from '../../kernel/result'
import { parseTelefoonnummer } from '../../kernel/telefoonnummer'
import type { Contactmoment } from '../contactmoment/contactmoment'
import type { registreerContactmoment } from '../contactmoment/intents'
import type { createTerugbelnotitie } from '../terugbelnotitie/intents'
import type { Terugbelnotitie } from '../terugbelnotitie/terugbelnotitie'
import type { Gesprek } from './gesprek'

const maxOnderwerp = 200
const maxTekst = 1000
const maxNaam = 200

export interface WrapUpIds {
  readonly contactmomentId: Contactmoment['id']
  readonly terugbelnotitieId: Terugbelnotitie['id']
}

export interface WrapUpChoice {
  readonly resultaat: Contactmoment['resultaat']
  /** What was read out to the caller; for a terugbelnotitie only. */
  readonly bellenVoor: Instant | null
  readonly now: Instant
}

export interface WrapUp {
  readonly contactmoment: z.infer<typeof registreerContactmoment.args>
  readonly terugbelnotitie: z.infer<typeof createTerugbelnotitie.args> | undefined
}

/**
 * What a gesprek becomes when it is wrapped up. The limits of the national standard are checked here, before anything is stored;
 * `validation` names the field of the gesprek that does not fit.
 */
export const wrapUp = (gesprek: Gesprek, choice: WrapUpChoice, ids: WrapUpIds): Result<WrapUp> => {
  const contactmoment = toContactmoment(gesprek, choice, ids)
  if (!contactmoment.ok) return contactmoment
  if (choice.resultaat === 'zelf_beantwoord')
    return ok({ contactmoment: contactmoment.value, terugbelnotitie: undefined })
  const terugbelnotitie = toTerugbelnotitie(gesprek, contactmoment.value, choice, ids)
  return terugbelnotitie.ok
    ? ok({ contactmoment: contactmoment.value, terugbelnotitie: terugbelnotitie.value })
    : terugbelnotitie
}

const toContactmoment = (gesprek: Gesprek, choice: WrapUpChoice, ids: WrapUpIds): Result<WrapUp['contactmoment']> => {
  const { onderwerp, rest } = splitVraag(gesprek.vraag)
  const toelichting = joined([rest, gesprek.intern])
  const telefoon = parseTelefoonnummer(gesprek.telefoon)
  if (onderwerp === '') return invalid('vraag', 'required')
  if (gesprek.naam.trim().length > maxNaam) return invalid('naam', `max:${maxNaam}`)
  if (gesprek.antwoord.trim().length > maxTekst) return invalid('antwoord', `max:${maxTekst}`)
  if (toelichting.length > maxTekst) return invalid(rest === '' ? 'intern' : 'vraag', `max:${maxTekst}`)
  if (!telefoon.ok && telefoon.problem !== 'empty') return invalid('telefoon', telefoon.problem)
  return ok({
    id: ids.contactmomentId,
    kanaal: gesprek.kanaal,
    resultaat: choice.resultaat,
    onderwerp,
    inhoud: gesprek.antwoord.trim(),
    interneToelichting: toelichting,
    naam: gesprek.naam.trim(),
    telefoonnummer: telefoon.ok ? telefoon.value : null,
    artikelIds: [...gesprek.artikelIds],
    plaatsgevondenOp: gesprek.begonnenOp,
  })
}

const toTerugbelnotitie = (
  gesprek: Gesprek,
  contactmoment: WrapUp['contactmoment'],
  choice: WrapUpChoice,
  ids: WrapUpIds,
): Result<NonNullable<WrapUp['terugbelnotitie']>> => {
  if (gesprek.afdelingId === null) return invalid('afdelingId', 'required')
  if (contactmoment.telefoonnummer === null) return invalid('telefoon', 'required')
  if (choice.bellenVoor === null) return invalid('bellenVoor', 'required')
  // Who calls back must know what was already said.
  const gezegd = contactmoment.inhoud === '' ? '' : `Al gezegd: ${contactmoment.inhoud}`
  const toelichting = joined([contactmoment.interneToelichting, gezegd])
  if (toelichting.length > maxTekst) {
    return invalid(contactmoment.interneToelichting === '' ? 'antwoord' : 'intern', `max:${maxTekst}`)
  }
  return ok({
    id: ids.terugbelnotitieId,
    contactmomentId: ids.contactmomentId,
    afdelingId: gesprek.afdelingId,
    aangemaaktOp: choice.now,
    naam: contactmoment.naam,
    telefoonnummer: contactmoment.telefoonnummer,
    gevraagdeHandeling: contactmoment.onderwerp,
    toelichting,
    bellenVoor: choice.bellenVoor,
  })
}

/** The subject is the question when it fits; a longer one is shortened at a word and goes along whole, so that no word is lost. */
const splitVraag = (vraag: string): { readonly onderwerp: string; readonly rest: string } => {
  const text = vraag.trim()
  const oneLine = text.replace(/\s+/g, ' ')
  if (oneLine.length <= maxOnderwerp) return { onderwerp: oneLine, rest: text === oneLine ? '' : text }
  const cut = oneLine.lastIndexOf(' ', maxOnderwerp - 2)
  return { onderwerp: `${oneLine.slice(0, cut > 0 ? cut : maxOnderwerp - 2)} …`, rest: text }
}

const joined = (texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')

const invalid = (field: string, rule: string): Failure => fail({ code: 'validation', field, rule })
