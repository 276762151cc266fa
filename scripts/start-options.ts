import { parseArgs } from 'node:util'

export interface StartOptions {
  readonly headless: boolean
  readonly desks: number
}

export type ReadStartOptions =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly message: string }

/** The demo colleagues who sit at the desks, in order. */
export const deskMedewerkers = [
  { id: 'anna-demo', naam: 'Anna (demo)' },
  { id: 'bram-demo', naam: 'Bram (demo)' },
] as const

export const startUsage = `Klaar uitproberen: server met een demogemeente en een werkplek.

  npm start                    een werkplek
  npm start -- --desks 2       twee werkplekken, van twee collega's
  npm start -- --headless      opent geen venster, maar geeft een adres voor de browser
  npm start -- --help          deze uitleg

Ctrl+C stopt alles. Instellingen (KLAAR_PORT, KLAAR_DATA_DIR, …) staan in README.md.`

/** Reads what came after `npm start --`. */
export const readStartOptions = (args: readonly string[]): ReadStartOptions => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        headless: { type: 'boolean', default: false },
        desks: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { kind: 'help' }
    const desks = Number(values.desks)
    if (Number.isInteger(desks) && desks >= 1 && desks <= deskMedewerkers.length) {
      return { kind: 'start', options: { headless: values.headless, desks } }
    }
    return { kind: 'refused', message: `--desks ${values.desks} kan niet: kies 1 of ${deskMedewerkers.length}.` }
  } catch (error) {
    // parseArgs has no result type; it throws TypeErrors with a code for what it does not know.
    if (!(error instanceof TypeError)) throw error
    return { kind: 'refused', message: `Deze opdracht ken ik niet: ${args.join(' ')}` }
  }
}
