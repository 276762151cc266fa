import { join, resolve } from 'node:path'
import { requireSettings, type Settings } from '../src/shared/node/settings.ts'
import { build } from './build.ts'
import { findElectronRuntime, type ElectronRuntime } from './electron-runtime.ts'
import { findFreePort, isPortFree } from './processes/free-port.ts'
import { createLogFile, isForPeople } from './processes/log-file.ts'
import { isHealthy, startServer, type ServerProcess } from './processes/server-process.ts'
import { listenForStop } from './processes/stop-asked.ts'
import { openDesk, type OpenDesk } from './start-desk.ts'
import { deskMedewerkers, readStartOptions, startUsage, type StartOptions } from './start-options.ts'

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1).replace('.', ',')} s`

const say = (line: string): void => {
  console.log(`  ${line}`)
}

/** Why the port cannot be used; undefined when it can. */
const portProblem = async ({ host, port }: Settings): Promise<string | undefined> => {
  if (await isPortFree(port, host)) return undefined
  const owner = (await isHealthy(`http://${host}:${port}`)) ? 'een server van Klaar' : 'een ander programma'
  return `Poort ${port} is al in gebruik door ${owner}. Stop dat eerst, of kies een andere poort met KLAAR_PORT.`
}

const openServer = async (
  settings: Settings,
  dataDir: string,
  signal: AbortSignal,
): Promise<ServerProcess | undefined> => {
  const started = performance.now()
  say('Server starten …')
  const log = createLogFile(join(dataDir, 'logs', 'server.log'))
  const server = await startServer({
    host: settings.host,
    port: settings.port === 0 ? await findFreePort() : settings.port,
    dataDir,
    environment: process.env,
    onLine: (line, stream) => {
      log.write(line)
      if (stream === 'stderr' && isForPeople(line)) console.error(line)
    },
    signal,
  })
  if (signal.aborted) return undefined
  const database = settings.databaseUrl === undefined ? 'ingebouwde database om uit te proberen' : 'PostgreSQL'
  if (server === undefined) console.error(`De server is niet gestart. Meer staat in ${log.path}`)
  else say(`Server met demogemeente: ${server.url} (${seconds(started)}, ${database})`)
  return server
}

/** The runtime for a window, or undefined after saying why the desk comes in a browser. */
const chooseShell = async ({ headless }: StartOptions): Promise<ElectronRuntime | undefined> => {
  if (headless) return undefined
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (!display) {
    say('Er is hier geen scherm voor een venster. De werkplek komt daarom in de browser.')
    return undefined
  }
  const found = await findElectronRuntime()
  if (found.kind === 'found') return found.runtime
  say(`${found.reason} De werkplek komt daarom in de browser.`)
  return undefined
}

/** Resolves with the exit code once somebody or something ends the day. */
const untilTheEnd = (desks: readonly OpenDesk[], server: ServerProcess, stop: AbortSignal): Promise<number> => {
  const closed = async ({ naam, process }: OpenDesk): Promise<void> => {
    const code = await process.exited
    if (stop.aborted) return
    say(`De werkplek van ${naam} is ${code === 0 ? 'gesloten' : `onverwacht gestopt (code ${code ?? 'onbekend'})`}.`)
  }
  const serverGone = async (): Promise<number> => {
    await server.exited
    if (!stop.aborted) console.error('De server is onverwacht gestopt. Wat is getypt, staat op de werkplek bewaard.')
    return stop.aborted ? 0 : 1
  }
  return Promise.race([serverGone(), Promise.all(desks.map(closed)).then(() => 0)])
}

const run = async (options: StartOptions, settings: Settings, stopping: AbortController): Promise<number> => {
  const { signal } = stopping
  const stopAsked = () => signal.aborted
  const started = performance.now()
  say('Bouwen …')
  await build()
  say(`Gebouwd (${seconds(started)})`)
  const dataDir = resolve(settings.dataDir)
  const runtime = await chooseShell(options)
  if (stopAsked()) return 0
  const server = await openServer(settings, dataDir, signal)
  if (server === undefined) return stopAsked() ? 0 : 1
  const desks: OpenDesk[] = []
  for (const medewerker of deskMedewerkers.slice(0, options.desks)) {
    const plan = { medewerker, dataDir, serverUrl: server.url, runtime, environment: process.env, signal }
    const desk = await openDesk(plan)
    if (desk === undefined) break
    desks.push(desk)
    say(`Werkplek van ${medewerker.naam}: ${desk.startUrl ?? 'venster geopend'}`)
  }
  const complete = desks.length === options.desks
  if (complete) say(`Klaar om te beginnen na ${seconds(started)}. Ctrl+C stopt alles.`)
  const code = complete ? await untilTheEnd(desks, server, signal) : stopAsked() ? 0 : 1
  say('Stoppen …')
  stopping.abort()
  await Promise.all([server, ...desks.map(({ process }) => process)].map(({ stop }) => stop()))
  return code
}

const main = async (): Promise<number> => {
  const read = readStartOptions(process.argv.slice(2))
  if (read.kind === 'help') {
    console.log(startUsage)
    return 0
  }
  if (read.kind === 'refused') {
    console.error(`${read.message}\n\n${startUsage}`)
    return 2
  }
  const stopping = listenForStop()
  const settings = requireSettings()
  const problem = await portProblem(settings)
  if (problem !== undefined) {
    console.error(problem)
    return 1
  }
  return run(read.options, settings, stopping)
}

process.exitCode = await main()
