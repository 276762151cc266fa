import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStaticContent } from './static-content'

const content = () => {
  const base = mkdtempSync(join(tmpdir(), 'klaar-content-'))
  const root = join(base, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(base, 'geheim.txt'), 'kanarie')
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets', 'index-abc.js'), 'void 0')
  return createStaticContent(root)
}
const textOf = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString('utf8')

describe('static content', () => {
  it('serves the page and its files with their types', async () => {
    const serve = content()
    expect(textOf(await serve('/'))).toBe('<!doctype html>')
    expect((await serve('/')).headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    expect((await serve('/assets/index-abc.js')).headers['Content-Type']).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    '/../geheim.txt',
    '/assets/../../geheim.txt',
    '/..%2fgeheim.txt',
    '/%2e%2e/geheim.txt',
    '/%2e%2e%2fgeheim.txt',
    '\\..\\geheim.txt',
    '//geheim.txt',
    '/assets',
    '/assets/',
    '/index.html\0.js',
    '/__proto__',
    '',
    '/etc/passwd',
  ])('finds nothing at %j', async (path) => {
    const answer = await content()(path)
    expect(answer.status).toBe(404)
    expect(textOf(answer)).not.toContain('kanarie')
  })

  it('never leaves its folder, whatever an address is made of', async () => {
    const serve = content()
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      '\0',
      'geheim.txt',
      'assets',
      'renderer',
      'C:',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        expect(textOf(await serve(pieces.join('')))).not.toContain('kanarie')
      }),
    )
  })

  it.each(['/', '/assets/index-abc.js', '/bestaat-niet'])(
    'gives %s a policy that allows our own files only',
    async (path) => {
      const { headers } = await content()(path)
      const policy = headers['Content-Security-Policy']?.split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
        ]),
      )
      expect(policy?.join()).not.toMatch(/unsafe|\*|https?:/)
      expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' })
    },
  )
})
