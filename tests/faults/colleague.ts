import type { OperationName, OperationOutput } from '../../src/shared/contract/index'
import type { Gesprek, GesprekId } from '../../src/shared/domain/gesprek/gesprek'
import type { TerugbelnotitieRegel } from '../../src/shared/contract/terugbelnotities'
import type { Result } from '../../src/shared/kernel/result'
import type { DeskProcess } from '../support/desk-process'
import type { Chance } from './chance'
import type { History, Wish } from './history'

interface Draft {
  /** What the desk said is on disk. */
  stored: string
  /** What was being written when it was last heard of. */
  tried: string
  /** Set while it is being wrapped up. */
  wrapUp: readonly Wish[] | undefined
}

interface ColleagueOptions {
  readonly name: string
  readonly chance: Chance
  readonly history: History
}

/** Somebody who works at a desk that may die under their hands, and remembers what they were told. */
export interface Colleague {
  /** After a restart: nothing that was stored is gone, and what was under way is there as a whole or not at all. Undefined: gone again. */
  readonly lookAround: (desk: DeskProcess) => Promise<readonly string[] | undefined>
  /** One thing; false when the desk is gone. */
  readonly act: (desk: DeskProcess) => Promise<boolean>
}

class DeskGone extends Error {}

/** The answer, or the end of this turn. What a rule refuses is an answer too; a fault of the program is not. */
const answerOf = <Name extends OperationName>(result: Result<OperationOutput<Name>>) => {
  if (result.ok) return result.value
  const { code } = result.error
  if (code === 'core_gone') throw new DeskGone()
  if (['conflict', 'not_found', 'forbidden', 'offline', 'busy', 'signed_out'].includes(code)) return undefined
  throw new Error(`the desk answered ${JSON.stringify(result.error)}`)
}

export const createColleague = ({ name, chance, history }: ColleagueOptions): Colleague => {
  const drafts = new Map<GesprekId, Draft>()
  let count = 0
  const mark = (what: string): string => `${name} ${what} ${(count += 1)}.`

  const start = async (desk: DeskProcess): Promise<void> => {
    const gesprek = answerOf<'gesprekken.start'>(await desk.request('gesprekken.start', { kanaal: 'telefoon' }))
    if (gesprek !== undefined) drafts.set(gesprek.id, { stored: '', tried: '', wrapUp: undefined })
  }
  const type = async (desk: DeskProcess, id: GesprekId, draft: Draft): Promise<void> => {
    draft.tried = mark('vraag')
    const tekst = { vraag: draft.tried, telefoon: '06 1234 5678', afdelingId: 'burgerzaken', naam: name }
    const stored = answerOf<'gesprekken.bewaar'>(await desk.request('gesprekken.bewaar', { id, tekst }))
    if (stored !== undefined) draft.stored = draft.tried
  }
  const wrapUp = async (desk: DeskProcess, id: GesprekId, draft: Draft): Promise<void> => {
    const voorstel = answerOf<'gesprekken.voorstelTerugbellen'>(
      await desk.request('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' }),
    )
    // Without norms (the first copy is not in yet) there is nothing to promise.
    const promised = voorstel !== undefined && chance.below(2) === 0
    const wishes: readonly Wish[] = [
      { kind: 'contactmoment', mark: draft.stored },
      ...(promised ? [{ kind: 'terugbelnotitie', mark: draft.stored } as const] : []),
    ]
    draft.wrapUp = wishes
    history.leaveOpen(...wishes)
    const done = answerOf<'gesprekken.rondAf'>(
      await desk.request(
        'gesprekken.rondAf',
        promised
          ? { id, resultaat: 'terugbelnotitie', bellenVoor: voorstel.bellenVoor }
          : { id, resultaat: 'zelf_beantwoord', bellenVoor: null },
      ),
    )
    draft.wrapUp = undefined
    if (done === undefined) {
      history.refuse(...wishes)
      return
    }
    history.promise(...wishes)
    drafts.delete(id)
  }

  const list = async (desk: DeskProcess, lijst: 'mijn' | 'alle'): Promise<readonly TerugbelnotitieRegel[]> =>
    answerOf<'terugbelnotities.list'>(await desk.request('terugbelnotities.list', { lijst, limit: 200 })) ?? []

  const claim = async (desk: DeskProcess): Promise<void> => {
    const free = (await list(desk, 'alle')).filter(({ status, onderweg }) => status === 'open' && !onderweg)
    const note = chance.pick(free)
    if (note !== undefined)
      answerOf<'terugbelnotities.claim'>(await desk.request('terugbelnotities.claim', { id: note.id }))
  }
  const finish = async (desk: DeskProcess): Promise<void> => {
    const note = chance.pick(await list(desk, 'mijn'))
    if (note === undefined) return
    const wish: Wish = { kind: 'uitkomst', mark: mark('uitkomst') }
    history.leaveOpen(wish)
    const done = await desk.request('terugbelnotities.handelAf', { id: note.id, uitkomst: wish.mark })
    if (answerOf<'terugbelnotities.handelAf'>(done) === undefined) history.refuse(wish)
    else history.promise(wish)
  }
  const attempt = async (desk: DeskProcess): Promise<void> => {
    const note = chance.pick((await list(desk, 'alle')).filter(({ status }) => status !== 'afgehandeld'))
    if (note === undefined) return
    const wish: Wish = { kind: 'poging', mark: mark('poging') }
    history.leaveOpen(wish)
    const done = await desk.request('terugbelnotities.registreerPoging', {
      id: note.id,
      resultaat: 'voicemail',
      toelichting: wish.mark,
    })
    if (answerOf<'terugbelnotities.registreerPoging'>(done) === undefined) history.refuse(wish)
    else history.promise(wish)
  }

  const choose = (): ((desk: DeskProcess) => Promise<void>) => {
    const written = [...drafts].filter(([, { stored }]) => stored !== '')
    const choice = chance.below(10)
    if (drafts.size < 2 || (choice === 0 && drafts.size < 5)) return start
    const picked = chance.pick([...drafts])
    const ready = chance.pick(written)
    if (choice < 7 && choice > 2 && ready !== undefined) return (desk) => wrapUp(desk, ...ready)
    if (choice < 7 && picked !== undefined) return (desk) => type(desk, ...picked)
    return [claim, finish, attempt][choice - 7] ?? start
  }

  const act = async (desk: DeskProcess): Promise<boolean> => {
    try {
      await choose()(desk)
      return true
    } catch (error) {
      if (error instanceof DeskGone) return false
      throw error
    }
  }

  const lookAround: Colleague['lookAround'] = async (desk) => {
    const result = await desk.request('gesprekken.list')
    if (!result.ok && result.error.code === 'core_gone') return undefined
    if (!result.ok) return [`gesprekken: ${JSON.stringify(result.error)}`]
    const found = new Map(result.value.map((gesprek) => [gesprek.id, gesprek]))
    const problems = [...drafts].flatMap(([id, draft]) => compareDraft(draft, found.get(id)))
    for (const [id, draft] of drafts) {
      const there = found.get(id)
      if (draft.wrapUp !== undefined) {
        // The gesprek is gone exactly when what it became is queued: one transaction.
        if (there === undefined) history.promise(...draft.wrapUp)
        else history.refuse(...draft.wrapUp)
        draft.wrapUp = undefined
      }
      if (there === undefined) drafts.delete(id)
      else draft.stored = draft.tried = there.vraag
    }
    // One that was started while the desk died may be there.
    const strangers = [...found].filter(([id]) => !drafts.has(id))
    if (strangers.length > 1)
      problems.push(`${strangers.length} gesprekken came back that were wrapped up or never begun`)
    for (const [id, { vraag }] of strangers) {
      if (vraag !== '') problems.push('a gesprek came back that was wrapped up')
      drafts.set(id, { stored: vraag, tried: vraag, wrapUp: undefined })
    }
    return problems
  }

  return { lookAround, act }
}

const compareDraft = ({ stored, tried, wrapUp }: Draft, found: Gesprek | undefined): readonly string[] => {
  if (found === undefined) return wrapUp === undefined ? ['a gesprek is gone that nobody wrapped up'] : []
  return found.vraag === stored || found.vraag === tried ? [] : ['a gesprek lost words that were stored']
}
