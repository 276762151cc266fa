import { expect, test } from 'vitest'
import { latestOnly } from './latest-only'

const controlled = () => {
  const started: string[] = []
  const release: (() => void)[] = []
  const queue = latestOnly(
    (input: string) =>
      new Promise<void>((resolve) => {
        started.push(input)
        release.push(resolve)
      }),
  )
  return { queue, started, finish: () => release.shift()?.() }
}

test('starts at once and runs only the newest of what was asked meanwhile', async () => {
  const { queue, started, finish } = controlled()
  queue.run('p')
  queue.run('pa')
  queue.run('pas')
  expect(started).toEqual(['p'])
  finish()
  await expect.poll(() => started).toEqual(['p', 'pas'])
  finish()
  await queue.settled()
  expect(started).toEqual(['p', 'pas'])
})

test('is settled when nothing runs, and only then', async () => {
  const { queue, finish } = controlled()
  await queue.settled()
  queue.run('a')
  let done = false
  const settled = queue.settled().then(() => {
    done = true
  })
  await Promise.resolve()
  expect(done).toBe(false)
  finish()
  await settled
  expect(done).toBe(true)
})

test('goes on after work that threw', async () => {
  const seen: string[] = []
  const queue = latestOnly((input: string) => {
    seen.push(input)
    return input === 'stuk' ? Promise.reject(new Error('stuk')) : Promise.resolve()
  })
  queue.run('stuk')
  await expect(queue.settled()).rejects.toThrow('stuk')
  queue.run('heel')
  await queue.settled()
  expect(seen).toEqual(['stuk', 'heel'])
})
