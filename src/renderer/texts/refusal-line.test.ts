import { expect, test } from 'vitest'
import { aPoging, aRegel } from '../../../tests/support/screen-rows'
import { fail } from '../../shared/kernel/result'
import { refusalLine } from './refusal-line'

const now = '2026-11-23T10:00:00.000Z'
const refused = (reason: string, current: unknown) => fail({ code: 'conflict', reason, current }).error

test('a colleague called meanwhile: when, and that the words are kept', () => {
  const current = aRegel({ pogingen: [aPoging({ op: '2026-11-23T09:42:00.000Z' }), aPoging({ door: 'sanne-demo' })] })
  const finish = { naam: 'terugbelnotitie.handelAf', args: { poging: { id: 'x' } } }
  expect(refusalLine(refused('claim_vervallen', current), 'sanne-demo', now, finish)).toBe(
    'Een collega belde om 10:42. De notitie was niet meer van u. Wat u opschreef is bewaard als poging, zodat collega’s het zien.',
  )
})

test.each([
  undefined,
  { naam: 'terugbelnotitie.geefClaimVrij', args: { token: 3 } },
  // An older Klaar did not send the call along.
  { naam: 'terugbelnotitie.handelAf', args: { poging: null } },
])('nothing is said to be kept of a wish that holds no call: %o', (punt) => {
  expect(refusalLine(refused('claim_vervallen', null), 'sanne-demo', now, punt)).toBe(
    'De notitie was niet meer van u. Bekijk wat er nu staat.',
  )
})

test('a colleague finished it', () => {
  const current = aRegel({ status: 'afgehandeld', uitkomst: 'Gebeld.', afgehandeldOp: '2026-11-22T09:42:00.000Z' })
  expect(refusalLine(refused('afgehandeld', current), 'sanne-demo', now)).toBe(
    'Een collega handelde deze notitie gisteren 10:42 af. Lees de uitkomst. Uw tekst is bewaard.',
  )
})

test('a call beside the one that finished it is kept too, and one need not send it again', () => {
  const current = aRegel({ status: 'afgehandeld', uitkomst: 'Gebeld.', afgehandeldOp: '2026-11-23T09:42:00.000Z' })
  const finish = { naam: 'terugbelnotitie.handelAf', args: { poging: { id: 'x' } } }
  expect(refusalLine(refused('afgehandeld', current), 'sanne-demo', now, finish)).toBe(
    'Een collega handelde deze notitie om 10:42 af. Lees de uitkomst. Wat u opschreef is bewaard als poging, zodat collega’s het zien.',
  )
})

test.each([null, 6, { id: 'x' }])('a refusal that tells nothing of a notitie: %o', (current) => {
  expect(refusalLine(refused('held', current), 'sanne-demo', now)).toBe(
    'Een collega belt hier al over. Kies een andere notitie. Uw tekst is bewaard.',
  )
})
