import { expect, test } from 'vitest'
import type { KennisartikelHit } from '../../../shared/contract/kennisartikelen'
import { ok, type Result } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { anArtikel } from '../../../../tests/support/screen-rows'
import { activeHit, createKennisartikelenStore, isBehind } from './store'

const hit = (id: string): KennisartikelHit => ({
  id,
  titel: ['', 'Paspoort', ` ${id}`],
  fragment: ['tekst'],
  bijgewerktOp: '2026-11-02',
})

type Found = Result<{ hits: KennisartikelHit[]; total: number; tookMs: number }>
const found = (...ids: string[]): Found => ok({ hits: ids.map(hit), total: 3, tookMs: 1 })

const find: NonNullable<Answers['kennisartikelen.find']> = ({ id }) => ok(anArtikel({ id, titel: id }))

/** Each search waits until the test lets it answer. */
const slowSearch = () => {
  const waiting: { query: string; answer: (value: Found) => void }[] = []
  const { client } = createFakeClient({
    'kennisartikelen.search': ({ query }) => new Promise((answer) => waiting.push({ query, answer })),
    'kennisartikelen.find': find,
  })
  const { store } = createKennisartikelenStore(client)
  return { state: store.getState, waiting }
}

const quickSearch = async (query = 'pas') => {
  const fake = createFakeClient({
    'kennisartikelen.search': ({ query: asked }) => (asked.startsWith('xq') ? found() : found('a', 'b', 'c')),
    'kennisartikelen.find': find,
  })
  const { store, start } = createKennisartikelenStore(fake.client)
  start()
  store.getState().typQuery(query)
  await expect.poll(() => store.getState().found?.query).toBe(query)
  await expect.poll(() => store.getState().reading?.artikel.id).toBe('a')
  return { ...fake, state: store.getState }
}

test('asks at every letter, the newest wins, and old hits stay until then', async () => {
  const { state, waiting } = slowSearch()
  state().typQuery('p')
  state().typQuery('pa')
  state().typQuery('pas')
  expect(state().query).toBe('pas')
  expect(waiting.map(({ query }) => query)).toEqual(['p'])
  waiting[0]?.answer(found('a'))
  await expect.poll(() => waiting.map(({ query }) => query)).toEqual(['p', 'pas'])
  expect(state().found?.query).toBe('p')
  waiting[1]?.answer(found('b'))
  await expect.poll(() => state().found?.hits.map(({ id }) => id)).toEqual(['b'])
})

test('shows the best hit and follows the arrows, not beyond the ends', async () => {
  const { state } = await quickSearch()
  state().moveActive(-1)
  expect(state().activeIndex).toBe(0)
  state().moveActive(1)
  state().moveActive(1)
  state().moveActive(1)
  expect(state().activeIndex).toBe(2)
  await expect.poll(() => state().reading?.artikel.id).toBe('c')
  expect(state().reading?.woorden).toEqual(['paspoort'])
})

test('an article that was chosen stays while the kennisbank changes, and makes place for the next question', async () => {
  const { state, emit } = await quickSearch()
  await state().open('b')
  emit('kennisartikelen.changed', null)
  await state().searched()
  expect(state().reading?.artikel.id).toBe('b')
  state().typQuery('pasp')
  await expect.poll(() => state().reading?.artikel.id).toBe('a')
})

test('shows no article under a question without an answer', async () => {
  const { state } = await quickSearch()
  expect(state().reading).toBeDefined()
  state().typQuery('xqzv')
  await expect.poll(() => state().reading).toBeUndefined()
})

test('takes a pasted page as the question that fits', async () => {
  const { state } = await quickSearch()
  state().typQuery('a'.repeat(12_000))
  expect(state().query).toHaveLength(10_000)
})

test('knows when what was typed last has its answer', async () => {
  const { state, waiting } = slowSearch()
  state().typQuery('p')
  waiting[0]?.answer(found('partij'))
  await expect.poll(() => state().found?.query).toBe('p')
  expect(isBehind(state())).toBe(false)
  state().typQuery('paspoort')
  expect(isBehind(state())).toBe(true)
  expect(activeHit(state())?.id).toBe('partij')
  const searched = state().searched()
  waiting[1]?.answer(found('paspoort'))
  await searched
  expect(isBehind(state())).toBe(false)
  expect(activeHit(state())?.id).toBe('paspoort')
})

test('searches again when articles arrive', async () => {
  const { state, emit, asked } = await quickSearch()
  const before = asked.length
  emit('kennisartikelen.changed', null)
  await expect.poll(() => asked.length).toBeGreaterThan(before)
  expect(state().total).toBe(3)
})

test('titles of used articles are asked for once', async () => {
  const { state, asked } = await quickSearch()
  state().loadTitels(['b'])
  await expect.poll(() => state().titels).toEqual({ b: 'b' })
  const before = asked.length
  state().loadTitels(['b'])
  expect(asked.length).toBe(before)
})
