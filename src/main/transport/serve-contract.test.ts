import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRecordingLogger } from '../../../tests/support/recording-logger'
import { query } from '../../shared/contract/define-contract'
import { replyEnvelopeSchema } from '../../shared/contract/envelope'
import { ok } from '../../shared/kernel/result'
import { serveContract } from './serve-contract'

const contract = { 'proef.tel': query(z.strictObject({ tot: z.int() }), z.int()) }
const serveWith = (answer: () => unknown, checkOutputs: boolean) => {
  const { logger, lines } = createRecordingLogger()
  return { serve: serveContract({ 'proef.tel': () => ok(answer()) }, contract, { logger, checkOutputs }), lines }
}
const request = { id: 3, name: 'proef.tel', input: { tot: 2 } }

describe('serveContract', () => {
  it('reports an answer that breaks the contract, in development', async () => {
    const { serve, lines } = serveWith(() => 'twee', true)
    expect(await serve(request)).toMatchObject({ id: 3, ok: false, error: { code: 'internal' } })
    expect(lines()).toHaveLength(1)
  })

  it('trusts its own handlers otherwise', async () => {
    const { serve } = serveWith(() => 'twee', false)
    expect(await serve(request)).toEqual({ id: 3, ok: true, value: 'twee' })
  })

  it('refuses fields that the contract does not know', async () => {
    const { serve } = serveWith(() => 2, true)
    const reply = await serve({ ...request, input: { tot: 2, extra: 'x' } })
    expect(reply).toMatchObject({ ok: false, error: { code: 'validation', rule: 'unrecognized_keys' } })
  })

  it('answers an envelope that is not one under its own id, if it has one', async () => {
    const { serve } = serveWith(() => 2, true)
    expect(await serve({ id: 9, name: 'proef.tel', input: {}, extra: true })).toMatchObject({ id: 9, ok: false })
    expect(await serve('onzin')).toMatchObject({ id: 0, ok: false, error: { code: 'validation' } })
  })

  it('answers anything at all, and never rejects', async () => {
    const { serve } = serveWith(() => 2, true)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything({ withNullPrototype: true }),
          fc.record({ id: fc.nat(), name: fc.oneof(fc.string(), fc.constant('proef.tel')), input: fc.anything() }),
        ),
        async (envelope) => {
          expect(replyEnvelopeSchema.safeParse(await serve(envelope)).success).toBe(true)
        },
      ),
    )
  })
})
