import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../shared/kernel/result'
import { createDraftKeeper } from './draft-keeper'

type Draft = Readonly<Record<string, string>>

const id = 'een'
const saved = ok(null)

const keeper = () => {
  const sent: Draft[] = []
  const answers: ((result: Result<null>) => void)[] = []
  const outcomes: string[] = []
  const drafts = createDraftKeeper<string, Draft, null>({
    save: (_, tekst) =>
      new Promise((resolve) => {
        sent.push(tekst)
        answers.push(resolve)
      }),
    onSaved: () => outcomes.push('saved'),
    onFailed: (_, error) => outcomes.push(error.code),
  })
  const answer = (result: Result<null>): void => answers.shift()?.(result)
  return { drafts, sent, outcomes, answer }
}

test('stores the first letter at once and then what was typed meanwhile in one go', async () => {
  const { drafts, sent, answer } = keeper()
  drafts.keep(id, { vraag: 'p' })
  drafts.keep(id, { vraag: 'pa' })
  drafts.keep(id, { vraag: 'pas', naam: 'mw. Bakker' })
  expect(sent).toEqual([{ vraag: 'p' }])
  answer(saved)
  await expect.poll(() => sent.length).toBe(2)
  expect(sent[1]).toEqual({ vraag: 'pas', naam: 'mw. Bakker' })
  answer(saved)
  await drafts.settled(id)
  expect(drafts.unsaved(id)).toBeUndefined()
})

test('a word that could not be stored stays unsaved and goes along with the next letter', async () => {
  const { drafts, sent, outcomes, answer } = keeper()
  drafts.keep(id, { intern: 'eerste' })
  answer(fail({ code: 'storage_full' }))
  await drafts.settled(id)
  expect(drafts.unsaved(id)).toEqual({ intern: 'eerste' })
  drafts.keep(id, { vraag: 'v' })
  expect(sent.at(-1)).toEqual({ intern: 'eerste', vraag: 'v' })
  answer(saved)
  await drafts.settled(id)
  expect(outcomes).toEqual(['storage_full', 'saved'])
  expect(drafts.unsaved(id)).toBeUndefined()
})

test('tries again what is left when asked to, and nothing otherwise', async () => {
  const { drafts, sent, answer } = keeper()
  drafts.retry()
  expect(sent).toEqual([])
  drafts.keep(id, { vraag: 'v' })
  answer(fail({ code: 'core_gone' }))
  await drafts.settled(id)
  drafts.retry()
  expect(sent).toEqual([{ vraag: 'v' }, { vraag: 'v' }])
})
