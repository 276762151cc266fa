import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contract } from '../contract/index'
import { entities } from './entities'

const [page = ''] = readFileSync(new URL('../../../docs/begrippen.md', import.meta.url), 'utf8').split('\n## ')
const rows = page
  .split('\n')
  .filter((line) => /^\| [a-z]/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, begrip]) => begrip !== 'begrip')
const nouns = new Set(rows.map(([, begrip]) => begrip))
const plurals = new Map(rows.map(([, begrip, meervoud]) => [meervoud, begrip]))
const folders = (path: string) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

describe('the glossary', () => {
  it('has every folder of the domain', () => {
    for (const folder of folders('.')) expect(nouns.has(folder) || plurals.has(folder), folder).toBe(true)
  })

  it('has every entity, and its plural is its table', () => {
    for (const { name, table } of entities) expect(plurals.get(table), table).toBe(name)
  })

  it('has the noun of every operation', () => {
    for (const name of Object.keys(contract)) {
      const [noun = ''] = name.split('.')
      expect(nouns.has(noun) || plurals.has(noun), noun).toBe(true)
    }
  })

  it('has the noun of every feature on screen and in the core', () => {
    const technical = new Set(['db', 'secrets', 'sync', 'zoeken', 'instellingen'])
    for (const folder of [...folders('../../main/core'), ...folders('../../renderer/features')]) {
      expect(technical.has(folder) || nouns.has(folder) || plurals.has(folder), folder).toBe(true)
    }
  })

  it('names no noun twice and leaves no cell empty', () => {
    expect(nouns.size).toBe(rows.length)
    for (const row of rows)
      expect(
        row.slice(1, 6).every((cell) => cell !== ''),
        row[1],
      ).toBe(true)
  })
})
