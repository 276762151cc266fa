import { describe, expect, it } from 'vitest'
import { createStartGate } from './start-gate'

const mine = 'm'.repeat(64)
const theirs = 't'.repeat(64)

describe('start gate', () => {
  it('admits the first session that shows the token, and that session again', () => {
    const gate = createStartGate()
    expect(gate.admit({ start: gate.token, session: mine })).toBe(true)
    expect(gate.admit({ session: mine })).toBe(true)
    expect(gate.admit({ start: gate.token, session: mine })).toBe(true)
  })

  it('refuses everybody else once the token is used', () => {
    const gate = createStartGate()
    gate.admit({ start: gate.token, session: mine })
    expect(gate.admit({ start: gate.token, session: theirs })).toBe(false)
    expect(gate.admit({ session: theirs })).toBe(false)
  })

  it('keeps the token for its owner when somebody guesses wrong', () => {
    const gate = createStartGate()
    expect(gate.admit({ start: 'g'.repeat(43), session: theirs })).toBe(false)
    expect(gate.admit({ session: theirs })).toBe(false)
    expect(gate.admit({ start: gate.token, session: mine })).toBe(true)
  })

  it('has another token every time', () => {
    expect(createStartGate().token).not.toBe(createStartGate().token)
  })
})
