import type { DeskSpec, Item, Schedule } from './schedule'

const anna: DeskSpec = { medewerkerId: 'anna', rol: 'telefonist', afdelingId: 'kcc' }
const bram: DeskSpec = { medewerkerId: 'bram', rol: 'teamleider', afdelingId: 'burgerzaken' }

const scenario = (seed: number, items: readonly Item[]): Schedule => ({
  seed,
  desks: [anna, bram],
  items,
  horizon: 5_000,
})

/** Five short stories in which a crash at any step must do no harm. Desk 0 and the server are the ones that die. */
export const scenarios: Readonly<Record<string, Schedule>> = {
  'a first copy, and a promise on top of it': scenario(1, [
    { at: 20, do: 'registreer', desk: 0, pick: 0.1 },
    { at: 1_500, do: 'registreer', desk: 0, pick: 0.5 },
  ]),
  'claim, call and finish while a colleague wants the same': scenario(2, [
    { at: 1_200, do: 'claim', desk: 0, pick: 0.1 },
    { at: 1_210, do: 'claim', desk: 1, pick: 0.1 },
    { at: 2_200, do: 'poging', desk: 0, pick: 0.2 },
    { at: 2_800, do: 'breek', desk: 1, pick: 0.1 },
    { at: 2_810, do: 'handelAf', desk: 0, pick: 0.2 },
  ]),
  'rights are lost and come back': scenario(3, [
    { at: 1_200, do: 'claim', desk: 0, pick: 0.6 },
    { at: 1_600, do: 'rights', desk: 0, rol: 'behandelaar', afdelingId: 'kcc' },
    { at: 3_400, do: 'rights', desk: 0, rol: 'telefonist', afdelingId: 'kcc' },
  ]),
  'the server comes back from an older backup': scenario(4, [
    { at: 1_200, do: 'backup' },
    { at: 1_300, do: 'registreer', desk: 0, pick: 0.3 },
    { at: 1_700, do: 'registreer', desk: 1, pick: 0.7 },
    { at: 2_000, do: 'line', desk: 0, state: 'oneWay', for: 300 },
    { at: 2_010, do: 'poging', desk: 0, pick: 0.4 },
    { at: 2_400, do: 'restore', back: 200 },
  ]),
  'answers are lost, and a wish is refused': scenario(5, [
    { at: 1_000, do: 'call', desk: 0, fault: 'loseAnswer', skip: 0 },
    { at: 1_010, do: 'claim', desk: 1, pick: 0.3 },
    { at: 1_020, do: 'handelAf', desk: 0, pick: 0.9 },
    { at: 1_030, do: 'handelAf', desk: 1, pick: 0.9 },
    { at: 2_000, do: 'call', desk: 0, fault: 'duplicate', skip: 0 },
    { at: 2_010, do: 'poging', desk: 0, pick: 0.3 },
  ]),
}
