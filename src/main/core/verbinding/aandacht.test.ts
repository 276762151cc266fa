import { beforeEach, describe, expect, it } from 'vitest'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { wish } from '../sync/outbox'
import { createAandacht } from './aandacht'

describe('what the server refused', () => {
  let server: ModelServer
  let changes: number
  const clock = createFixedClock()
  const openDesk = () => {
    const desk = createTestDesk({ medewerkerId: 'anna', link: server.linkFor('anna'), clock })
    const aandacht = createAandacht({
      attention: desk.attention,
      outbox: desk.outbox,
      onChange: () => {
        changes += 1
      },
    })
    return { ...desk, aandacht }
  }
  let anna: ReturnType<typeof openDesk>
  let note: ReturnType<typeof notitieWish>
  const claim = () => wish(claimTerugbelnotitie, { id: terugbelnotitieIdSchema.parse(note.id) })
  const nos = () => anna.attention.list().map(({ no }) => no)

  beforeEach(async () => {
    server = createModelServer(clock)
    server.grant('anna', ['t', 'u:anna', 'afd:burgerzaken'])
    changes = 0
    anna = openDesk()
    note = notitieWish({ toelichting: 'Belt na vijven' })
    anna.outbox.enqueue([note])
    // As an upgrade or a stricter server does it: the first is refused, and the second leans on it.
    anna.files.outbox.prepare("update intents set args = json_set(args, '$.naam', printf('%.300c', 'n'))").run()
    anna.outbox.enqueue([claim()])
    await anna.sync()
  })

  it('takes along what leaned on it: nothing waits for ever', () => {
    expect(anna.attention.list()).toMatchObject([
      { naam: 'terugbelnotitie.create', error: { code: 'validation' }, args: { toelichting: 'Belt na vijven' } },
      { naam: 'terugbelnotitie.claim', error: { code: 'not_found' } },
    ])
    expect(anna.outbox.count()).toBe(0)
    expect(anna.notitie(note.id)).toBeUndefined()
  })

  it('is sent again with changed arguments, under a new number, and then what leaned on it', async () => {
    const [create = 0, claimed = 0] = nos()
    expect(anna.aandacht.verstuurOpnieuw({ no: claimed })).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(anna.aandacht.verstuurOpnieuw({ no: create, args: note.args }).ok).toBe(true)
    expect(anna.aandacht.verstuurOpnieuw({ no: claimed }).ok).toBe(true)
    expect(nos()).toEqual([])
    await anna.sync()
    expect(anna.attention.count()).toBe(0)
    expect(server.find('terugbelnotitie', note.id)).toMatchObject({ status: 'geclaimd', naam: 'Test (demo)' })
    expect(changes).toBe(2)
  })

  it('stays in the list when the arguments do not fit, or are about something else', () => {
    const [create = 0] = nos()
    expect(anna.aandacht.verstuurOpnieuw({ no: create })).toMatchObject({ ok: false, error: { code: 'validation' } })
    expect(anna.aandacht.verstuurOpnieuw({ no: create, args: { id: 7 } })).toMatchObject({ ok: false })
    const [, claimed = 0] = nos()
    const other = { id: notitieWish().id }
    expect(anna.aandacht.verstuurOpnieuw({ no: claimed, args: other })).toMatchObject({
      ok: false,
      error: { code: 'validation', field: 'id' },
    })
    expect(nos()).toHaveLength(2)
    expect(anna.outbox.count()).toBe(0)
    expect(changes).toBe(0)
  })

  it('can be dealt with and put back within a session', () => {
    const before = anna.attention.list()
    const [create = 0] = nos()
    anna.aandacht.handelAf({ no: create })
    expect(nos()).toHaveLength(1)
    expect(anna.aandacht.zetTerug({ no: create }).ok).toBe(true)
    expect(anna.attention.list()).toEqual(before)
    expect(anna.aandacht.zetTerug({ no: create })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })

  it('is not there to send when it was dealt with', () => {
    const [create = 0] = nos()
    anna.aandacht.handelAf({ no: create })
    expect(anna.aandacht.verstuurOpnieuw({ no: create, args: note.args })).toMatchObject({ ok: false })
    expect(anna.outbox.count()).toBe(0)
  })
})
