import { describe, expect, it } from 'vitest'
import { parseArticleLine } from './article-line'

const record = {
  id: 'vac-1',
  type: 'vac',
  title: ' Paspoort verlengen ',
  body: 'Maak een afspraak.\n',
  subjects: ['Paspoort'],
  themes: ['Burgerzaken'],
  lastModified: '2026-02-14T10:00:00Z',
  source: 'https://voorbeeld.example/paspoort',
  license: 'CC0-1.0',
}

const reasonFor = (line: string): string | undefined => {
  const parsed = parseArticleLine(line)
  return parsed.ok ? undefined : parsed.reason
}
const reasonWith = (changed: object): string | undefined => reasonFor(JSON.stringify({ ...record, ...changed }))

describe('parseArticleLine', () => {
  it('reads an article as open-data sources give it', () => {
    expect(parseArticleLine(JSON.stringify(record))).toEqual({
      ok: true,
      artikel: {
        id: 'vac-1',
        soort: 'vac',
        titel: 'Paspoort verlengen',
        tekst: 'Maak een afspraak.',
        onderwerpen: ['Paspoort'],
        bijgewerktOp: '2026-02-14',
        bron: 'https://voorbeeld.example/paspoort',
        licentie: 'CC0-1.0',
      },
    })
  })

  it('does without subjects and licence', () => {
    expect(reasonWith({ subjects: undefined, license: undefined })).toBeUndefined()
  })

  it('says in Dutch what is wrong, with the name that stands in the file', () => {
    expect(reasonFor('{"id":')).toBe('dit is geen geldige JSON')
    expect(reasonFor('[]')).toBe('de regel is geen artikel')
    expect(reasonFor('null')).toBe('de regel is geen artikel')
    expect(reasonWith({ body: undefined })).toBe('veld "body" ontbreekt of heeft de verkeerde vorm')
    expect(reasonWith({ title: '  ' })).toBe('veld "title" is leeg')
    expect(reasonWith({ title: 'x'.repeat(401) })).toBe('veld "title" is te lang (maximaal 400)')
    expect(reasonWith({ type: 'blog' })).toContain('veld "type" heeft een onbekende waarde (mogelijk: vac,')
    expect(reasonWith({ lastModified: 'gisteren' })).toBe('veld "lastModified" heeft een verkeerde waarde')
    expect(reasonWith({ id: 'Met Spatie' })).toBe('veld "id" heeft een verkeerde waarde')
    for (const body of ['half \ud83d teken', 'nul \0 teken']) {
      expect(reasonWith({ body })).toBe('de tekst bevat een teken dat niet bewaard kan worden')
    }
    expect(reasonWith({ body: 'heel 😀 teken' })).toBeUndefined()
  })
})
