import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeProblems, readSettings, settings } from './settings'

const problems = (environment: Record<string, string>) => {
  const read = readSettings(environment)
  return read.ok ? [] : read.problems
}

describe('settings', () => {
  it('hold without any', () => {
    expect(readSettings({})).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 4750, demo: false, databaseUrl: undefined },
    })
  })

  it.each([
    ['KLAAR_PORT', 'achtduizend'],
    ['KLAAR_PORT', '70000'],
    ['KLAAR_DEMO', 'ja'],
    ['KLAAR_DATABASE_URL', 'mysql://localhost/klaar'],
    ['KLAAR_SERVER_URL', 'http://example.org'],
    ['KLAAR_LOG_LEVEL', 'luid'],
    ['KLAAR_PROT', '4750'],
  ])('refuse %s=%s by name, value and what is allowed', (name, value) => {
    expect(problems({ [name]: value })).toMatchObject([{ name, value }])
    expect(describeProblems(problems({ [name]: value }))).toContain(name)
  })

  it('report all wrong values at once', () => {
    expect(problems({ KLAAR_PORT: 'x', KLAAR_DEMO: 'y' })).toHaveLength(2)
  })

  it('never print a password', () => {
    const text = describeProblems(problems({ KLAAR_DATABASE_URL: 'mysql://klaar:geheim@db/klaar' }))
    expect(text).not.toContain('geheim')
  })

  it('are all explained in the README, with their default', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ')
    for (const { name, fallback, meaning } of Object.values(settings)) {
      expect(readme).toContain(`| \`${name}\` | ${fallback === '' ? '(leeg)' : `\`${fallback}\``} | ${meaning} |`)
    }
  })
})
