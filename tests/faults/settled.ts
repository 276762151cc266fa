import { expect } from 'vitest'
import type { DeskProcess } from '../support/desk-process'

/** Every desk has said everything and heard everything; nobody does anything for it. */
export const settled = async (desks: readonly DeskProcess[], timeout = 40_000): Promise<void> => {
  await Promise.all(
    desks.map((desk) =>
      expect
        .poll(() => desk.ask('verbinding.find'), { timeout, interval: 25 })
        .toMatchObject({ staat: 'verbonden', eersteKopie: false, wachtend: 0 }),
    ),
  )
}

/** The first start of a desk: only after the server said who it is can there be work to lose. */
export const signedIn = (desk: DeskProcess): Promise<void> =>
  expect.poll(() => desk.ask('aanmelding.find'), { timeout: 20_000, interval: 20 }).toMatchObject({ kind: 'aangemeld' })
