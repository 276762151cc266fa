import { wish, type Wish } from '../../src/main/core/sync/outbox'
import { registreerContactmoment } from '../../src/shared/domain/contactmoment/intents'
import {
  breekClaim,
  claimTerugbelnotitie,
  geefClaimVrij,
  verlengClaim,
} from '../../src/shared/domain/terugbelnotitie/claim-intents'
import {
  createTerugbelnotitie,
  handelTerugbelnotitieAf,
  registreerPoging,
} from '../../src/shared/domain/terugbelnotitie/intents'
import { AppFailure } from '../../src/shared/kernel/result'
import { afdelingIds } from './make-schedule'
import { idFor, pickFrom } from './prng'
import type { WorkKind } from './schedule'
import { Crash, type SimDesk } from './sim-desk'
import { canaryOf, wrapUpOf } from './world-rows'

/** What the screens told a colleague was saved. */
export interface Acknowledged {
  readonly desk: number
  readonly no: number
  readonly clientId: string
  readonly name: string
  readonly target: string
  /** The row or poging that must exist when the server took it; undefined for what leaves no trace of its own. */
  readonly fact: string | undefined
}

interface NoteRow {
  readonly id: string
  readonly status: string
  readonly claim: string | null
}

interface Note {
  readonly id: string
  readonly status: string
  readonly holder: string | undefined
  readonly token: number | undefined
}

const listNotes = (desk: SimDesk): readonly Note[] =>
  desk
    .cache()
    .look<unknown[], NoteRow>('select id, status, claim from terugbelnotities order by id')
    .all()
    .map(({ id, status, claim }) => {
      const held =
        claim === null ? undefined : (JSON.parse(claim) as { readonly houder: string; readonly token: number })
      return { id, status, holder: held?.houder, token: held?.token }
    })

/** A colleague at a desk who does one thing with what the screen shows at that moment. */
export const createAgent = (seed: number, onAcknowledged: (written: Acknowledged) => void) => {
  let acts = 0

  /** The wishes of one act, each with the fact that it leaves behind. */
  const wishesOf = (desk: SimDesk, kind: WorkKind, pick: number): readonly (Wish & { readonly fact?: string })[] => {
    const key = `${String(desk.index)}/${String((acts += 1))}`
    const now = desk.clock()
    if (kind === 'registreer') {
      const { contactmoment, notitie } = wrapUpOf(key, seed, pickFrom(afdelingIds, pick) ?? 'kcc', now)
      return [
        { ...wish(registreerContactmoment, contactmoment), fact: `contactmoment/${contactmoment.id}` },
        { ...wish(createTerugbelnotitie, notitie), fact: `terugbelnotitie/${notitie.id}` },
      ]
    }
    const notes = listNotes(desk)
    const open = notes.filter(({ status }) => status === 'open' || status === 'geclaimd')
    const mine = open.filter(({ holder }) => holder === desk.spec.medewerkerId)
    // Mostly one's own work; now and then a note of somebody else, as people do.
    const chosen = pickFrom(pick < 0.8 && mine.length > 0 ? mine : open, (pick * 7) % 1)
    const any = pickFrom(open, pick)
    const pogingId = idFor(seed, key, 'poging')
    const token = chosen?.holder === desk.spec.medewerkerId ? (chosen.token ?? null) : null
    if (any === undefined || chosen === undefined) return []
    const byKind: Record<Exclude<WorkKind, 'registreer' | 'volgende'>, () => readonly (Wish & { fact?: string })[]> = {
      claim: () => [wish(claimTerugbelnotitie, claimTerugbelnotitie.args.parse({ id: any.id }))],
      verleng: () => (token === null ? [] : [wish(verlengClaim, verlengClaim.args.parse({ id: chosen.id, token }))]),
      geefVrij: () => (token === null ? [] : [wish(geefClaimVrij, geefClaimVrij.args.parse({ id: chosen.id, token }))]),
      breek: () => [wish(breekClaim, breekClaim.args.parse({ id: any.id, reden: 'ziek' }))],
      poging: () => {
        const args = {
          id: chosen.id,
          pogingId,
          op: now,
          resultaat: 'voicemail',
          toelichting: canaryOf(pogingId),
          token,
        }
        return [
          { ...wish(registreerPoging, registreerPoging.args.parse(args)), fact: `poging/${chosen.id}/${pogingId}` },
        ]
      },
      handelAf: () => {
        const args = { id: chosen.id, uitkomst: canaryOf(pogingId), token, poging: { id: pogingId, op: now } }
        return [wish(handelTerugbelnotitieAf, handelTerugbelnotitieAf.args.parse(args))]
      },
    }
    return kind === 'volgende' ? [] : byKind[kind]()
  }

  const askNext = async (desk: SimDesk): Promise<void> => {
    const [sync, link] = [desk.sync(), desk.link()]
    try {
      const answer = await link?.claimNext({
        clientId: sync?.outbox.clientId() ?? '',
        requestId: idFor(seed, desk.index, 'request', (acts += 1)),
        afdelingId: null,
      })
      if (answer?.notitieId !== null) sync?.loop.nudge()
    } catch (error) {
      // Offline or dead: the colleague sees it and does something else.
      if (!(error instanceof AppFailure) && !(error instanceof Crash)) throw error
    }
  }

  return {
    act: (desk: SimDesk, kind: WorkKind, pick: number): void => {
      const sync = desk.sync()
      if (sync === undefined || desk.owner().asleep) return
      if (kind === 'volgende') {
        void askNext(desk)
        return
      }
      const wishes = wishesOf(desk, kind, pick)
      if (wishes.length === 0) return
      const before = lastNo(desk)
      if (!sync.outbox.enqueue(wishes).ok) return
      // From here on the screen says "opgeslagen".
      const clientId = sync.outbox.clientId()
      for (const [index, { intent, args, fact }] of wishes.entries()) {
        const target = intent.parse(args)?.id ?? ''
        onAcknowledged({ desk: desk.index, no: before + 1 + index, clientId, name: intent.name, target, fact })
      }
    },
  }
}

const lastNo = (desk: SimDesk): number =>
  desk
    .outbox()
    .look<unknown[], { readonly seq: number }>("select seq from sqlite_sequence where name = 'intents'")
    .all()[0]?.seq ?? 0
