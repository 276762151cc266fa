import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import type { Db } from '../db/db'
import { StartProblem } from '../start-problem'
import { importKennisbank } from './kennisbank-import'

let db: Db
let folder: string
let printed: { out: string; err: string }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'klaar-import-'))
  db = await openTestDatabase()
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  printed = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text)
    return true
  })
})
afterEach(() => db.query('delete from kennisartikelen'))

const line = (id: string, title = 'Titel'): string =>
  JSON.stringify({ id, type: 'vac', title, body: 'Tekst.', lastModified: '2026-02-14', source: 'Test' })

const run = (...lines: readonly string[]): Promise<number> => {
  const file = join(folder, 'artikelen.jsonl')
  writeFileSync(file, lines.join('\n'))
  return importKennisbank(file, () => Promise.resolve({ ...db, close: () => Promise.resolve() }))
}

const titles = async () => (await db.query('select titel from kennisartikelen order by id')).map((row) => row['titel'])

describe('kennisbank import', () => {
  it('imports, and the second time only what differs', async () => {
    expect(await run(line('a'), line('b'))).toBe(0)
    expect(await run(line('a'), line('b', 'Nieuw'), line('c'))).toBe(0)
    expect(printed.out).toBe(
      '2 artikelen geïmporteerd, 0 ongewijzigd, 0 regels overgeslagen\n' +
        '2 artikelen geïmporteerd, 1 ongewijzigd, 0 regels overgeslagen\n',
    )
    expect(await titles()).toEqual(['Titel', 'Nieuw', 'Titel'])
  })

  it('reports bad lines by number, imports the others and ends with code 1', async () => {
    expect(await run(`\uFEFF${line('a')}`, 'kapot', '', line('b'), line('a'), '{}\r')).toBe(1)
    expect(printed.err).toBe(
      'Regel 2 overgeslagen: dit is geen geldige JSON.\n' +
        'Regel 5 overgeslagen: veld "id" is hetzelfde als op regel 1.\n' +
        'Regel 6 overgeslagen: veld "id" ontbreekt of heeft de verkeerde vorm.\n',
    )
    expect(printed.out).toBe('2 artikelen geïmporteerd, 0 ongewijzigd, 3 regels overgeslagen\n')
    expect(await titles()).toHaveLength(2)
  })

  it('says that an empty file is empty', async () => {
    expect(await run()).toBe(1)
    expect(printed.err).toContain('is leeg: er is niets geïmporteerd')
    expect(printed.out).toBe('')
  })

  it('takes more lines than fit in one transaction', async () => {
    expect(await run(...Array.from({ length: 1201 }, (_, index) => line(`artikel-${index}`)))).toBe(0)
    expect(await titles()).toHaveLength(1201)
  })

  it('does not open a database for a file that is not there', async () => {
    const never = (): Promise<Db> => Promise.reject(new Error('opened'))
    await expect(importKennisbank(join(folder, 'weg.jsonl'), never)).rejects.toThrow(StartProblem)
    await expect(importKennisbank(folder, never)).rejects.toThrow(StartProblem)
  })
})
