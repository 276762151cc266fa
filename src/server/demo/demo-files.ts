import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { afdelingSchema } from '../../shared/domain/afdeling/afdeling'
import { medewerkerSchema } from '../../shared/domain/medewerker/medewerker'
import { servicenormSchema } from '../../shared/domain/servicenorm/servicenorm'
import { terugbelnotitieSchema } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { werkkalenderSchema, type Werkkalender } from '../../shared/domain/werkkalender/werkkalender'
import { keySchema } from '../../shared/kernel/ids'
import { resourcePath } from '../app-folder'

const { naam, telefoonnummer, afdelingId, gevraagdeHandeling, toelichting } = terugbelnotitieSchema.shape

const demoNotitieSchema = z.strictObject({
  /** Where its deadline lies, seen from the first start. */
  moment: z.enum(['te_laat', 'eerstvolgend', 'later', 'afgehandeld']),
  naam,
  telefoonnummer,
  afdelingId,
  gevraagdeHandeling,
  toelichting,
  vraag: z.string(),
  door: keySchema,
  uitkomst: z.string().optional(),
  afgehandeldDoor: keySchema.optional(),
})
export type DemoNotitie = z.infer<typeof demoNotitieSchema>

const readJson = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(resourcePath(`demo/${name}`), 'utf8')))

/** The demo gemeente as it ships in `resources/demo`. */
export const readDemoFiles = () => ({
  afdelingen: readJson('afdelingen.json', z.array(afdelingSchema)),
  medewerkers: readJson('medewerkers.json', z.array(medewerkerSchema)),
  servicenormen: readJson('servicenormen.json', z.array(servicenormSchema)),
  notities: readJson('terugbelnotities.json', z.array(demoNotitieSchema)),
  werkkalender: readWerkkalender(),
})

const holidaySchema = z.tuple([z.string(), z.string(), z.string(), z.enum(['ja', 'lokaal', 'nee'])])

const readWerkkalender = (): Werkkalender => {
  const lines = readFileSync(resourcePath('demo/feestdagen-nl.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
  const holidays = lines.map((line) => holidaySchema.parse(line.split(',')))
  return werkkalenderSchema.parse({
    id: 'gemeente',
    openingstijden: readJson('openingstijden.json', werkkalenderSchema.shape.openingstijden),
    sluitingsdagen: holidays
      .filter(([, , , closed]) => closed !== 'nee')
      .map(([datum, feestdag]) => ({ datum, naam: feestdag })),
  })
}
