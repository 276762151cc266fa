import { expect, test } from 'vitest'
import { aGesprek } from '../../../tests/support/screen-rows'
import type { Command } from './commands/command'
import { paletteEntries } from './palette-entries'

const command = (id: string, title: string, isEnabled = true): Command => ({
  id,
  title,
  group: 'algemeen',
  keys: 'F2',
  isEnabled: () => isEnabled,
  run: () => undefined,
})

const entriesFor = (query: string) => {
  const opened: string[] = []
  const sections = paletteEntries({
    query,
    shell: 'electron',
    commands: [
      command('palette', 'Zoek of doe iets'),
      command('nieuw', 'Nieuw gesprek'),
      command('parkeer', 'Parkeer het gesprek', false),
      command('gesprek-1', 'Ga naar gesprek 1'),
    ],
    gesprekken: [aGesprek({ naam: 'dhr. P. Şahin' })],
    artikelen: [{ id: 'vac-1', titel: ['', 'Paspoort', ' kwijt'], fragment: [''], bijgewerktOp: '2026-11-02' }],
    actions: {
      kiesGesprek: () => Promise.resolve(),
      openArtikel: (id) => {
        opened.push(id)
        return Promise.resolve()
      },
    },
  })
  const titles = sections.map(({ entries }) => entries.map(({ title }) => title))
  return { sections, titles, opened }
}

test('only what can be done now, and not itself', () => {
  expect(entriesFor('').titles).toEqual([['dhr. P. Şahin'], ['Nieuw gesprek'], ['Paspoort kwijt']])
})

test('words in any order, accents or not; parts without a match are left out', () => {
  expect(entriesFor('sahin p').titles[0]).toEqual(['dhr. P. Şahin'])
  expect(entriesFor('GESPREK nieuw').titles).toEqual([['Nieuw gesprek'], ['Paspoort kwijt']])
})

test('an article opens itself', () => {
  const { sections, opened } = entriesFor('xyz')
  sections[0]?.entries[0]?.run()
  expect(opened).toEqual(['vac-1'])
})
