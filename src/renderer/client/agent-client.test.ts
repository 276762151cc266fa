import { describe, expect, it } from 'vitest'
import type { EventEnvelope, ReplyEnvelope, RequestEnvelope } from '../../shared/contract/envelope'
import { createAgentClient } from './agent-client'
import { createBridgeTransport } from './bridge-transport'

const createProef = (answer: (envelope: RequestEnvelope) => ReplyEnvelope) => {
  const asked: RequestEnvelope[] = []
  const listeners = new Set<(event: EventEnvelope) => void>()
  const transport = createBridgeTransport({
    request: (envelope) => {
      asked.push(envelope)
      return Promise.resolve(answer(envelope))
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  return {
    client: createAgentClient(transport),
    asked,
    emit: (event: EventEnvelope) => {
      for (const listener of listeners) listener(event)
    },
  }
}

describe('agent client', () => {
  it('gives every request a number of its own, and its value back', async () => {
    const { client, asked } = createProef(({ id }) => ({ id, ok: true, value: [] }))
    expect(await client.request('afdelingen.list')).toEqual({ ok: true, value: [] })
    await client.request('contactmomenten.listRecent', { limit: 5 })
    expect(asked).toEqual([
      { id: 1, name: 'afdelingen.list', input: undefined },
      { id: 2, name: 'contactmomenten.listRecent', input: { limit: 5 } },
    ])
  })

  it('hands a failure over as a value', async () => {
    const { client } = createProef(({ id }) => ({ id, ok: false, error: { code: 'storage_full' } }))
    expect(await client.request('afdelingen.list')).toEqual({ ok: false, error: { code: 'storage_full' } })
  })

  it('brings an event to those who asked for it', () => {
    const { client, emit } = createProef(({ id }) => ({ id, ok: true, value: null }))
    let changes = 0
    const stop = client.on('gesprekken.changed', () => {
      changes += 1
    })
    emit({ event: 'gesprekken.changed', payload: null })
    emit({ event: 'aandacht.changed', payload: null })
    stop()
    emit({ event: 'gesprekken.changed', payload: null })
    expect(changes).toBe(1)
  })

  it('knows how its core is doing, once per change', () => {
    const { client, emit } = createProef(({ id }) => ({ id, ok: true, value: null }))
    const states: string[] = []
    client.onState((state) => states.push(state))
    expect(client.state()).toBe('open')
    for (const payload of ['connecting', 'connecting', 'onzin', 'open', 'lost'])
      emit({ event: 'transport.state', payload })
    expect(states).toEqual(['connecting', 'open', 'lost'])
  })
})
