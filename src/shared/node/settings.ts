import { z } from 'zod'

/**
 * Every `KLAAR_*` setting: what it is for, what is allowed, and what holds without it. The README's table is made from this list
 * (`npm run check` compares them). A value that does not fit stops the start; a setting that does not exist does so too.
 */
interface Setting {
  readonly name: `KLAAR_${string}`
  readonly schema: z.ZodType
  readonly fallback: string
  readonly allowed: string
  readonly meaning: string
}

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const text = z.string().min(1)
const optional = z.string().transform((value) => (value === '' ? undefined : value))
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])

const loopbackOrTls = z.url({ protocol: /^https?$/ }).refine((value) => {
  const url = new URL(value)
  return url.protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
})

export const settings = {
  host: {
    name: 'KLAAR_HOST',
    schema: text,
    fallback: '127.0.0.1',
    allowed: 'een adres van deze machine',
    meaning: 'adres waarop de server luistert',
  },
  port: {
    name: 'KLAAR_PORT',
    schema: port,
    fallback: '4750',
    allowed: '0 tot en met 65535 (0 = een vrije poort)',
    meaning: 'poort waarop de server luistert',
  },
  dataDir: {
    name: 'KLAAR_DATA_DIR',
    schema: text,
    fallback: '.data',
    allowed: 'een map waarin geschreven mag worden',
    meaning: 'map voor de ingebouwde database en de werkplekken van `npm start`',
  },
  databaseUrl: {
    name: 'KLAAR_DATABASE_URL',
    schema: z.union([z.literal(''), z.url({ protocol: /^postgres(ql)?$/ })]).transform((value) => value || undefined),
    fallback: '',
    allowed: 'postgresql://… of leeg',
    meaning: 'PostgreSQL voor echt gebruik; leeg = ingebouwde database (PGlite) in de datamap',
  },
  demo: {
    name: 'KLAAR_DEMO',
    schema: flag,
    fallback: 'false',
    allowed: 'true, false',
    meaning: 'demogemeente en aanmelden zonder wachtwoord, alleen vanaf deze machine',
  },
  logLevel: {
    name: 'KLAAR_LOG_LEVEL',
    schema: logLevel,
    fallback: 'info',
    allowed: 'fatal, error, warn, info, debug, silent',
    meaning: 'hoeveel er in het logboek komt; nooit persoonsgegevens',
  },
  serverUrl: {
    name: 'KLAAR_SERVER_URL',
    schema: loopbackOrTls,
    fallback: 'http://127.0.0.1:4750',
    allowed: 'https://…, of http:// naar deze machine',
    meaning: 'server waarmee de werkplek synchroniseert',
  },
  profileDir: {
    name: 'KLAAR_PROFILE_DIR',
    schema: optional,
    fallback: '',
    allowed: 'een map waarin geschreven mag worden, of leeg',
    meaning: 'map met de versleutelde bestanden van de werkplek; leeg = de gebruikersmap van het systeem',
  },
  demoMedewerker: {
    name: 'KLAAR_DEMO_MEDEWERKER',
    schema: optional,
    fallback: '',
    allowed: 'id van een demomedewerker, of leeg',
    meaning: 'meldt deze demomedewerker vanzelf aan als nog niemand is aangemeld',
  },
  webPort: {
    name: 'KLAAR_WEB_PORT',
    schema: port,
    fallback: '0',
    allowed: '0 tot en met 65535 (0 = een vrije poort)',
    meaning: 'poort van de werkplek in de browser',
  },
  allowFileSecrets: {
    name: 'KLAAR_ALLOW_FILE_SECRETS',
    schema: flag,
    fallback: 'false',
    allowed: 'true, false',
    meaning: 'sleutels in een bestand bewaren als het systeem geen sleutelbewaring heeft',
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settings
export type Settings = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> }

export interface SettingProblem {
  readonly name: string
  readonly value: string
  readonly allowed: string
}

export type ReadSettings =
  { readonly ok: true; readonly value: Settings } | { readonly ok: false; readonly problems: readonly SettingProblem[] }

const names: ReadonlySet<string> = new Set(Object.values(settings).map(({ name }) => name))

/** Reads all settings at once, so that a wrong one is reported together with the others. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): ReadSettings => {
  const problems: SettingProblem[] = Object.keys(environment)
    .filter((name) => name.startsWith('KLAAR_') && !names.has(name))
    .map((name) => ({ name, value: environment[name] ?? '', allowed: 'deze instelling bestaat niet' }))
  const values: Record<string, unknown> = {}
  for (const [key, { name, schema, fallback, allowed }] of Object.entries(settings)) {
    const value = environment[name] ?? fallback
    const parsed = schema.safeParse(value)
    if (parsed.success) values[key] = parsed.data
    else problems.push({ name, value, allowed })
  }
  // Every key of `settings` was parsed by its own schema just above, or there is a problem.
  return problems.length === 0 ? { ok: true, value: values as Settings } : { ok: false, problems }
}

/** A connection string holds a password, and so may a name that we do not know: what stands in those is nobody's business. */
const shownValue = ({ name, value }: SettingProblem): string =>
  names.has(name) && name !== settings.databaseUrl.name ? `"${value}"` : '(verborgen)'

export const describeProblems = (problems: readonly SettingProblem[]): string =>
  problems
    .map(
      (problem) => `Instelling ${problem.name} heeft de waarde ${shownValue(problem)}. Toegestaan: ${problem.allowed}.`,
    )
    .join('\n')

/** For entry points: the settings, or a clear message on stderr and exit code 2. */
export const requireSettings = (): Settings => {
  const read = readSettings(process.env)
  if (read.ok) return read.value
  process.stderr.write(`Klaar start niet.\n${describeProblems(read.problems)}\n`)
  process.exit(2)
}
