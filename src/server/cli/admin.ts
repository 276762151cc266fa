import { describeBug } from '../../shared/node/describe-bug'
import { createLogger } from '../../shared/node/logger'
import { requireSettings, type Settings } from '../../shared/node/settings'
import { openDatabase } from '../db/open-database'
import { startProblemText } from '../start-problem'
import { importKennisbank } from './kennisbank-import'
import { startNewEpoch } from './new-epoch'

const help = `Beheer van de Klaar-server.

  npm run admin -- kennisbank import BESTAND.jsonl   artikelen toevoegen of bijwerken, één JSON-object per regel
  npm run admin -- epoch nieuw                       na het terugzetten van een back-up: werkplekken halen alles opnieuw op
  npm run admin -- help                              deze uitleg

Met de ingebouwde database moet de server gestopt zijn; met PostgreSQL (KLAAR_DATABASE_URL) mag hij bij een import doorlopen.
`

const run = async (args: readonly string[], settings: Settings): Promise<number> => {
  const [noun, verb, ...rest] = args
  if (noun === undefined || noun === 'help' || noun === '--help') {
    process.stdout.write(help)
    return 0
  }
  const logger = createLogger('admin', settings.logLevel === 'info' ? 'warn' : settings.logLevel)
  const openDb = () => openDatabase(settings, logger)
  const [file] = rest
  if (noun === 'kennisbank' && verb === 'import' && file !== undefined && rest.length === 1) {
    return importKennisbank(file, openDb)
  }
  if (noun === 'epoch' && verb === 'nieuw' && rest.length === 0) return startNewEpoch(openDb)
  process.stderr.write(`Deze opdracht bestaat niet: ${args.join(' ')}\n\n${help}`)
  return 2
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
