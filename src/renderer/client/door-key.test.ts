// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { helloMessageSchema } from '../../shared/contract/browser-door'
import { readDoorKey } from './door-key'

const token = 'T'.repeat(43)
const openAt = (address: string) => {
  window.history.replaceState(null, '', address)
}

beforeEach(() => {
  window.localStorage.clear()
  openAt('/')
})

describe('what a page shows at the door', () => {
  it('is the token of the start link and a secret of its own', () => {
    openAt(`/#start=${token}`)
    const key = readDoorKey(window)
    expect(helloMessageSchema.parse(key)).toEqual(key)
    expect(key.start).toBe(token)
  })

  it('leaves nothing in the address', () => {
    openAt(`/#start=${token}`)
    readDoorKey(window)
    expect(window.location.href).not.toContain('start')
  })

  it('is the same after a reload and in another tab', () => {
    openAt(`/#start=${token}`)
    const key = readDoorKey(window)
    expect(readDoorKey(window)).toEqual(key)
  })

  it('takes a newer start link', () => {
    openAt(`/#start=${token}`)
    const first = readDoorKey(window)
    openAt(`/#start=${'N'.repeat(43)}`)
    expect(readDoorKey(window)).toEqual({ session: first.session, start: 'N'.repeat(43) })
  })

  it.each(['', '{', '{"session":"kort"}', '[]'])('is made anew when %j was kept', (kept) => {
    window.localStorage.setItem('klaar.deur', kept)
    expect(readDoorKey(window).session).toHaveLength(64)
  })
})
