import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  breekClaim,
  claimTerugbelnotitie,
  geefClaimVrij,
  leaseSeconds,
  verlengClaim,
} from '../../src/shared/domain/terugbelnotitie/claim-intents'
import { handelTerugbelnotitieAf, registreerPoging } from '../../src/shared/domain/terugbelnotitie/intents'
import { terugbelnotitieSchema, type Terugbelnotitie } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { addSeconds } from '../../src/shared/kernel/clock'
import type { AnyIntent } from '../../src/shared/kernel/intent'
import { idFor } from './prng'
import { beginning } from './server-host'

const people = ['anna', 'bram', 'cem'] as const
type Person = (typeof people)[number]

/** What somebody who knows the rules would write on a whiteboard. */
interface Model {
  finished: boolean
  /** Who was given the note last, under which token and until when; freed = given back or broken. */
  grant: { readonly to: Person; readonly token: number; until: number; freed: boolean } | undefined
  tokens: number
  calls: number
  seconds: number
}

/** The rules of the product on one note, as the server runs them. */
interface Real {
  notitie: Terugbelnotitie
  deeds: number
}

const id = idFor('claims')
const fresh = (): Terugbelnotitie =>
  terugbelnotitieSchema.parse({
    id,
    contactmomentId: idFor('contactmoment'),
    afdelingId: 'kcc',
    aangemaaktDoor: 'dora',
    aangemaaktOp: beginning,
    naam: 'Test (demo)',
    telefoonnummer: '+31612345678',
    gevraagdeHandeling: 'Terugbellen',
    toelichting: '',
    bellenVoor: beginning,
    status: 'open',
    claim: null,
    pogingen: [],
    uitkomst: '',
    afgehandeldOp: null,
  })

const holderOf = ({ grant, seconds }: Model): Person | undefined =>
  grant !== undefined && !grant.freed && grant.until > seconds ? grant.to : undefined

/** Runs a rule; true = taken. What a refusal keeps is stored too, as the server does. */
const run = (model: Model, real: Real, intent: AnyIntent, args: object, who: Person): boolean => {
  const parsed = intent.parse(args)
  if (parsed === undefined) throw new Error('arguments that do not fit')
  const now = addSeconds(beginning, model.seconds)
  const ruling = intent.run(real.notitie, parsed.args, { medewerkerId: who, now, authoritative: true })
  const next = ruling.ok ? ruling.value : ruling.kept
  if (next !== undefined) real.notitie = terugbelnotitieSchema.parse(next)
  return ruling.ok
}

const agree = (model: Model, { notitie }: Real): void => {
  expect(notitie.status === 'afgehandeld').toBe(model.finished)
  expect(notitie.claim?.token).toBe(model.grant?.token)
  expect(notitie.claim?.houder).toBe(model.grant?.to)
  expect(notitie.pogingen).toHaveLength(model.calls)
}

/** The token that somebody shows: the present one, the one before it, or none. */
type Shown = 'present' | 'older' | 'none'
const tokenOf = (shown: Shown, { tokens }: Model): number | null =>
  shown === 'none' || tokens === 0 ? null : shown === 'present' || tokens === 1 ? tokens : tokens - 1

const holds = ({ grant }: Model, who: Person, token: number | null): boolean =>
  grant?.to === who && grant.token === token && !grant.freed

type Deed = (model: Model, real: Real, who: Person, shown: Shown) => void

/** Each does it to both, expects the same answer, and compares what is left. */
const deeds = {
  claim: (model, real, who) => {
    const holder = holderOf(model)
    const expected = !model.finished && (holder === undefined || holder === who)
    expect(run(model, real, claimTerugbelnotitie, { id }, who)).toBe(expected)
    const until = model.seconds + leaseSeconds
    if (expected && holder === who && model.grant !== undefined) model.grant.until = until
    else if (expected) model.grant = { to: who, token: (model.tokens += 1), until, freed: false }
    agree(model, real)
  },
  renew: (model, real, who, shown) => {
    const token = tokenOf(shown, model) ?? 1
    const expected = !model.finished && holds(model, who, token)
    expect(run(model, real, verlengClaim, { id, token }, who)).toBe(expected)
    if (expected && model.grant !== undefined) model.grant.until = model.seconds + leaseSeconds
    agree(model, real)
  },
  giveBack: (model, real, who, shown) => {
    const token = tokenOf(shown, model) ?? 1
    const expected = !model.finished && holds(model, who, token)
    expect(run(model, real, geefClaimVrij, { id, token }, who)).toBe(expected)
    if (expected && model.grant !== undefined) model.grant.freed = true
    agree(model, real)
  },
  breakOff: (model, real, who) => {
    // Also one whose lease ran out: it still stands on the screen.
    const expected = !model.finished && model.grant !== undefined && !model.grant.freed
    expect(run(model, real, breekClaim, { id, reden: 'ziek' }, who)).toBe(expected)
    if (expected && model.grant !== undefined) model.grant.freed = true
    agree(model, real)
  },
  call: (model, real, who, shown) => {
    const token = tokenOf(shown, model)
    const pogingId = idFor('poging', (real.deeds += 1))
    const args = { id, pogingId, op: beginning, resultaat: 'voicemail', toelichting: '', token }
    expect(run(model, real, registreerPoging, args, who)).toBe(true)
    model.calls += 1
    agree(model, real)
    const underClaim = holderOf(model) === who && token === model.grant?.token
    expect(real.notitie.pogingen.at(-1)?.buitenClaim).toBe(!underClaim)
  },
  finish: (model, real, who, shown) => {
    const token = tokenOf(shown, model)
    const poging = { id: idFor('poging', (real.deeds += 1)), op: beginning }
    const holder = holderOf(model)
    const late = token !== null && token !== model.grant?.token && model.grant?.to !== who
    const expected = !model.finished && (holder === undefined || holder === who) && !late
    expect(run(model, real, handelTerugbelnotitieAf, { id, uitkomst: 'gedaan', token, poging }, who)).toBe(expected)
    if (expected) model.finished = true
    // Refused, and yet the call took place.
    else model.calls += 1
    agree(model, real)
  },
} satisfies Readonly<Record<string, Deed>>

type Story = fc.Command<Model, Real>

const deedOf = (name: keyof typeof deeds, who: Person, shown: Shown): Story => ({
  check: () => true,
  run: (model, real) => {
    const deed: Deed = deeds[name]
    deed(model, real, who, shown)
  },
  toString: () => `${name}(${who}, ${shown})`,
})

const wait = (minutes: number): Story => ({
  check: () => true,
  run: (model, real) => {
    model.seconds += minutes * 60
    agree(model, real)
  },
  toString: () => `wait(${String(minutes)} min)`,
})

describe('the claim of a note', () => {
  it('is what the whiteboard says, whatever anybody does in whatever order', () => {
    const deed = fc
      .tuple(
        fc.constantFrom('claim', 'claim', 'renew', 'giveBack', 'breakOff', 'call', 'finish'),
        fc.constantFrom(...people),
        fc.constantFrom('present', 'older', 'none'),
      )
      .map(([name, who, shown]) => deedOf(name, who, shown))
    const commands = fc.commands([deed, deed, deed, fc.integer({ min: 1, max: 20 }).map(wait)], { maxCommands: 40 })
    fc.assert(
      fc.property(commands, (story) => {
        fc.modelRun(
          () => ({
            model: { finished: false, grant: undefined, tokens: 0, calls: 0, seconds: 0 },
            real: { notitie: fresh(), deeds: 0 },
          }),
          story,
        )
      }),
      { numRuns: 1_000 },
    )
  })
})
