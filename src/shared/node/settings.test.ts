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

  it.each([
    ['KLAAR_DATABASE_URL', 'mysql://klaar:geheim@db/klaar'],
    ['KLAAR_DATABASE_URL', 'postgresql://klaar:ge/heim@db/klaar'],
    ['KLAAR_DB_PASSWORD', 'geheim2'],
  ])('never print what may be a password: %s=%s', (name, value) => {
    const text = describeProblems(problems({ [name]: value }))
    expect(text).toContain(`Instelling ${name} heeft de waarde (verborgen).`)
    expect(text).not.toMatch(/ge\/?heim/)
  })

  it('print what is no secret, so that a typing error is seen', () => {
    expect(describeProblems(problems({ KLAAR_PORT: '4750x' }))).toContain('KLAAR_PORT heeft de waarde "4750x".')
  })

  it('are all explained in the README, with their default', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ')
    for (const { name, fallback, meaning } of Object.values(settings)) {
      expect(readme).toContain(`| \`${name}\` | ${fallback === '' ? '(leeg)' : `\`${fallback}\``} | ${meaning} |`)
    }
  })
})
