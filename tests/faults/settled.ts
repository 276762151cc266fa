import type { DeskProcess } from '../support/desk-process'
import { until } from './until'

/** Every desk has said everything and heard everything; nobody does anything for it. */
export const settled = async (desks: readonly DeskProcess[], timeout = 40_000): Promise<void> => {
  await Promise.all(
    desks.map(async (desk) => {
      let last: unknown
      const look = async (): Promise<boolean> => {
        const { staat, eersteKopie, wachtend, reden } = await desk.ask('verbinding.find')
        last = { staat, eersteKopie, wachtend, reden }
        return staat === 'verbonden' && !eersteKopie && wachtend === 0
      }
      await until(look, { what: 'every desk has said and heard everything', timeout }).catch((error: unknown) => {
        throw new Error(`a desk did not settle: ${JSON.stringify(last)}`, { cause: error })
      })
    }),
  )
}

/** The first start of a desk: only after the server said who it is can there be work to lose. */
export const signedIn = (desk: DeskProcess): Promise<void> =>
  until(async () => (await desk.ask('aanmelding.find')).kind === 'aangemeld', { what: 'signed in', timeout: 20_000 })
