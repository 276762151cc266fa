import { describe, expect, it } from 'vitest'
import { createAppHandler } from './app-protocol'

const createProef = () => {
  const asked: string[] = []
  const handle = createAppHandler((pathname) => {
    asked.push(pathname)
    return pathname === '/'
      ? Promise.resolve({ status: 200, headers: { 'Content-Type': 'text/html' }, body: Buffer.from('hallo') })
      : Promise.resolve({ status: 404, headers: {}, body: Buffer.from('') })
  })
  return { asked, ask: async (url: string, method = 'GET') => (await handle({ url, method })).status }
}

describe('app://', () => {
  it('serves our own host', async () => {
    const { ask, asked } = createProef()
    expect(await ask('app://klaar/')).toBe(200)
    expect(await ask('app://klaar/a/../../b')).toBe(404)
    expect(asked).toEqual(['/', '/b'])
  })

  it.each(['app://elders/', 'app://klaar.example/', 'app://klaar:8080/'])('knows no %s', async (url) => {
    const { ask, asked } = createProef()
    expect(await ask(url)).toBe(404)
    expect(asked).toEqual([''])
  })

  it('only reads', async () => {
    expect(await createProef().ask('app://klaar/', 'POST')).toBe(404)
  })
})
