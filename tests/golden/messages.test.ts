import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findIntent } from '../../src/shared/domain/intents'
import { findEntity } from '../../src/shared/domain/entities'
import { protocolVersion } from '../../src/shared/sync-protocol/protocol-version'
import { pullResponseSchema } from '../../src/shared/sync-protocol/pull'
import { pushRequestSchema } from '../../src/shared/sync-protocol/push'
import { messageSchemas } from './message-schemas'
import { presentMessages } from './present-messages'

const fixturesOf = (version: number) => {
  const folder = join(import.meta.dirname, `protocol-${version}`)
  return readdirSync(folder).map((file) => ({
    name: basename(file, '.json'),
    message: JSON.parse(readFileSync(join(folder, file), 'utf8')) as object,
  }))
}
const fixture = (version: number, wanted: string): unknown =>
  fixturesOf(version).find(({ name }) => name === wanted)?.message

// What today's reader adds to a message of an older version. Everything else must come out as it went in.
const added: Readonly<Record<string, object>> = { '1/hello-response': { purges: [] } }

describe.each([1, 2])('messages of version %i', (version) => {
  it.each(fixturesOf(version))('$name is still understood', ({ name, message }) => {
    expect(messageSchemas[name]?.parse(message)).toEqual({ ...message, ...added[`${version}/${name}`] })
  })

  it('hold wishes that still mean something', () => {
    const { intents } = pushRequestSchema.parse(fixture(version, 'push-request'))
    const read = intents.map(({ name, args }) => [name, findIntent(name)?.parse(args)?.args])
    expect(read.filter(([, args]) => args === undefined)).toEqual([])
  })

  it('hold rows that today’s nouns can read', () => {
    const { rows } = pullResponseSchema.parse(fixture(version, 'pull-response'))
    const states = rows.flatMap((row) => (row.op === 'upsert' ? [{ entity: row.entity, state: row.state }] : []))
    expect(states).not.toEqual([])
    for (const { entity, state } of states) expect(findEntity(entity)?.parse(state)).toEqual(state)
  })
})

it('has an example of every message of this version, and it is what is written now', () => {
  const known = fixturesOf(protocolVersion)
  expect(known.map(({ name }) => name).sort()).toEqual(Object.keys(messageSchemas).sort())
  expect(Object.fromEntries(known.map(({ name, message }) => [name, message]))).toEqual(presentMessages)
})

it('a finish of version 1 has no token and no call of its own: it counts as one without a claim', () => {
  const { intents } = pushRequestSchema.parse(fixture(1, 'push-request'))
  const finish = intents.find(({ name }) => name === 'terugbelnotitie.handelAf')
  expect(findIntent('terugbelnotitie.handelAf')?.parse(finish?.args)?.args).toMatchObject({ token: null, poging: null })
})

it('what a desk sends may not hold more than was agreed, what it hears may', () => {
  const hello = fixture(2, 'hello-request')
  const answer = fixture(2, 'hello-response')
  const more = { nieuw: true }
  expect(messageSchemas['hello-request']?.safeParse(Object.assign({}, hello, more)).success).toBe(false)
  expect(messageSchemas['hello-response']?.parse(Object.assign({}, answer, more))).toEqual(answer)
})
