import { z } from 'zod'
import { kennisartikelSchema, type Kennisartikel } from '../../shared/domain/kennisartikel/kennisartikel'

/** One line of an import file: the fields that open-data sources of the government use. Unknown fields are left alone. */
const recordSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    body: z.string(),
    subjects: z.array(z.string()).default([]),
    lastModified: z.string(),
    source: z.string(),
    license: z.string().default(''),
  })
  .transform((record) => ({
    id: record.id,
    soort: record.type,
    titel: record.title.trim(),
    tekst: record.body.trim(),
    onderwerpen: record.subjects,
    // Sources give a date or a moment; the day is what a reader wants to know.
    bijgewerktOp: record.lastModified.slice(0, 10),
    bron: record.source,
    licentie: record.license,
  }))

/** Our field -> the name that stands in the file, for whoever has to mend it. */
const fileNames: Readonly<Record<string, string>> = {
  soort: 'type',
  titel: 'title',
  tekst: 'body',
  onderwerpen: 'subjects',
  bijgewerktOp: 'lastModified',
  bron: 'source',
  licentie: 'license',
}

export type ArticleLine =
  | { readonly ok: true; readonly artikel: Kennisartikel }
  /** Why not, in Dutch. */
  | { readonly ok: false; readonly reason: string }

/** Reads one line of JSON as a kennisartikel. */
export const parseArticleLine = (line: string): ArticleLine => {
  const json = parseJson(line)
  if (json === undefined) return { ok: false, reason: 'dit is geen geldige JSON' }
  const record = recordSchema.safeParse(json)
  if (!record.success) return { ok: false, reason: reasonOf(record.error) }
  const artikel = kennisartikelSchema.safeParse(record.data)
  if (!artikel.success) return { ok: false, reason: reasonOf(artikel.error) }
  // NUL and half characters: JSON can name them, a database text cannot hold them.
  if (/[\0\p{Cs}]/u.test(Object.values(artikel.data).flat().join(' '))) {
    return { ok: false, reason: 'de tekst bevat een teken dat niet bewaard kan worden' }
  }
  return { ok: true, artikel: artikel.data }
}

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const reasonOf = ({ issues }: z.ZodError): string => {
  const [issue] = issues
  if (issue === undefined) return 'de regel klopt niet'
  const [field] = issue.path
  if (field === undefined) return 'de regel is geen artikel'
  const name = fileNames[String(field)] ?? String(field)
  if (issue.code === 'too_small') return `veld "${name}" is leeg`
  if (issue.code === 'too_big') return `veld "${name}" is te lang (maximaal ${String(issue.maximum)})`
  if (issue.code === 'invalid_type') return `veld "${name}" ontbreekt of heeft de verkeerde vorm`
  if (issue.code !== 'invalid_value') return `veld "${name}" heeft een verkeerde waarde`
  return `veld "${name}" heeft een onbekende waarde (mogelijk: ${issue.values.map(String).join(', ')})`
}
