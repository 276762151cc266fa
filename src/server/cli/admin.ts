import { parseArgs } from 'node:util'
import { describeBug } from '../../shared/node/describe-bug'
import { createLogger } from '../../shared/node/logger'
import { requireSettings, type Settings } from '../../shared/node/settings'
import type { Db } from '../db/db'
import { openDatabase } from '../db/open-database'
import { startProblemText } from '../start-problem'
import { listApparaten, withdrawApparaat } from './apparaten'
import { forgetNow } from './bewaartermijn'
import { importKennisbank } from './kennisbank-import'
import { changeMedewerker, removeMedewerker } from './medewerkers'
import { startNewEpoch } from './new-epoch'
import { printVerwerkingen } from './verwerkingen'

const help = `Beheer van de Klaar-server.

  npm run admin -- kennisbank import BESTAND.jsonl   artikelen toevoegen of bijwerken, één JSON-object per regel
  npm run admin -- epoch nieuw                       na het terugzetten van een back-up: werkplekken halen alles opnieuw op
  npm run admin -- apparaat lijst                    werkplekken, met wie erop werkt en wanneer die zich het laatst meldde
  npm run admin -- apparaat intrekken APPARAAT [--reden TEKST]
                                                     een verloren werkplek: die wist zichzelf zodra hij zich meldt
  npm run admin -- medewerker wijzig ID [--rol ROL] [--afdeling ID]
                                                     andere rechten: werkplekken halen op wat erbij komt en wissen wat vervalt
  npm run admin -- medewerker verwijder ID           werkt hier niet meer: open werkplekken stoppen binnen een minuut
  npm run admin -- verwerkingen --sinds DATUM [--medewerker ID]
                                                     wie wat zag of wijzigde en waarom, als regels met puntkomma's
  npm run admin -- bewaartermijn nu                  opruimen wat over zijn termijn is; de server doet dit elke dag zelf
  npm run admin -- help                              deze uitleg

Met de ingebouwde database moet de server gestopt zijn; met PostgreSQL (KLAAR_DATABASE_URL) mag hij doorlopen, behalve bij
\`epoch nieuw\`.
`

interface Options {
  readonly reden?: string
  readonly rol?: string
  readonly afdeling?: string
  readonly sinds?: string
  readonly medewerker?: string
}

interface Command {
  readonly words: readonly string[]
  /** What follows the words, one value. */
  readonly value?: boolean
  readonly options?: readonly (keyof Options)[]
  readonly run: (openDb: () => Promise<Db>, value: string, options: Options) => Promise<number>
}

const commands: readonly Command[] = [
  { words: ['kennisbank', 'import'], value: true, run: (openDb, file) => importKennisbank(file, openDb) },
  { words: ['epoch', 'nieuw'], run: (openDb) => startNewEpoch(openDb) },
  { words: ['apparaat', 'lijst'], run: (openDb) => listApparaten(openDb) },
  {
    words: ['apparaat', 'intrekken'],
    value: true,
    options: ['reden'],
    run: (openDb, clientId, { reden }) => withdrawApparaat(clientId, reden, openDb),
  },
  {
    words: ['medewerker', 'wijzig'],
    value: true,
    options: ['rol', 'afdeling'],
    run: (openDb, id, options) => changeMedewerker(id, options, openDb),
  },
  { words: ['medewerker', 'verwijder'], value: true, run: (openDb, id) => removeMedewerker(id, openDb) },
  {
    words: ['verwerkingen'],
    options: ['sinds', 'medewerker'],
    run: (openDb, _value, { sinds, medewerker }) => printVerwerkingen({ sinds, medewerker }, openDb),
  },
  { words: ['bewaartermijn', 'nu'], run: (openDb) => forgetNow(openDb) },
]

const optionTypes = {
  reden: { type: 'string' },
  rol: { type: 'string' },
  afdeling: { type: 'string' },
  sinds: { type: 'string' },
  medewerker: { type: 'string' },
} as const

/** Undefined when an option does not exist or has no value. */
const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: optionTypes, allowPositionals: true })
  } catch {
    // Its message is English and holds what was typed; the caller says what exists.
    return undefined
  }
}

const findCommand = (positionals: readonly string[], given: readonly string[]): Command | undefined =>
  commands.find(
    ({ words, value, options = [] }) =>
      words.every((word, index) => positionals[index] === word) &&
      positionals.length === words.length + (value === true ? 1 : 0) &&
      given.every((name) => (options as readonly string[]).includes(name)),
  )

const run = async (args: readonly string[], settings: Settings): Promise<number> => {
  const [first] = args
  if (first === undefined || first === 'help' || first === '--help') {
    process.stdout.write(help)
    return 0
  }
  const read = readArgs(args)
  const command = read === undefined ? undefined : findCommand(read.positionals, Object.keys(read.values))
  if (read === undefined || command === undefined) {
    process.stderr.write(`Deze opdracht bestaat niet: ${args.join(' ')}\n\n${help}`)
    return 2
  }
  const logger = createLogger('admin', settings.logLevel === 'info' ? 'warn' : settings.logLevel)
  return command.run(() => openDatabase(settings, logger), read.positionals.at(-1) ?? '', read.values)
}

const settings = requireSettings()
try {
  process.exitCode = await run(process.argv.slice(2), settings)
} catch (error) {
  const text = startProblemText(error)
  if (text === undefined) createLogger('admin', settings.logLevel).fatal({ bug: describeBug(error) }, 'admin failed')
  process.stderr.write(
    `${text ?? 'De opdracht is mislukt door een fout in het programma. Het logboek hierboven zegt waar.'}\n`,
  )
  process.exitCode = 1
}
