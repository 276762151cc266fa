import type { Kennisartikel } from '../../../shared/domain/kennisartikel/kennisartikel'
import { kennisartikelEntity } from '../../../shared/domain/kennisartikel/kennisartikel'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { KennisartikelHit } from '../../../shared/contract/kennisartikelen'
import { bestFragment, highlight } from './highlight'
import { planSearch, toFtsQuery } from './plan'

/** Full-text search over the articles of this desk. */
export interface KennisIndex {
  /** Best first. Never throws, whatever is typed. */
  readonly search: (query: string, limit: number) => readonly KennisartikelHit[]
  readonly count: () => number
  /** Brings one article up to date; undefined takes it out. Runs in the transaction that changed the article. */
  readonly write: (id: string, artikel: Kennisartikel | undefined) => void
}

interface HitRow {
  readonly id: string
  readonly titel: string
  readonly tekst: string
  readonly bijgewerkt_op: string
}

export const createKennisIndex = (db: Sqlite): KennisIndex => {
  const findDocument = db.prepare<[string], number>('select nr from zoek_document where artikel_id = ?').pluck()
  const addDocument = db.prepare<[string]>('insert into zoek_document (artikel_id) values (?)')
  const removeDocument = db.prepare<[number]>('delete from zoek_document where nr = ?')
  const removeEntry = db.prepare<[number]>('delete from zoek_index where rowid = ?')
  const addEntry = db.prepare<[number | bigint, string, string, string]>(
    'insert into zoek_index (rowid, titel, onderwerpen, tekst) values (?, ?, ?, ?)',
  )
  const countDocuments = db.prepare<[], number>('select count(*) from zoek_document').pluck()
  // A word in the title says far more than one in the text; equal scores: newest first, then id, so that lists never flicker.
  const select = db.prepare<[string, number], HitRow>(`
    select a.id, a.titel, a.tekst, a.bijgewerkt_op
    from zoek_index z
    join zoek_document d on d.nr = z.rowid
    join kennisartikelen a on a.id = d.artikel_id
    where zoek_index match ?
    order by bm25(zoek_index, 6.0, 3.0, 1.0), a.bijgewerkt_op desc, a.id
    limit ?`)

  return {
    search: (query, limit) => {
      const plan = planSearch(query)
      if (plan === undefined) return []
      return select.all(toFtsQuery(plan), limit).map((row) => ({
        id: row.id,
        titel: highlight(row.titel, plan),
        fragment: bestFragment(row.tekst, plan),
        bijgewerktOp: row.bijgewerkt_op,
      }))
    },
    count: () => countDocuments.get() ?? 0,
    write: (id, artikel) => {
      const known = findDocument.get(id)
      if (known !== undefined) {
        removeEntry.run(known)
        removeDocument.run(known)
      }
      if (artikel === undefined) return
      const { lastInsertRowid } = addDocument.run(id)
      addEntry.run(lastInsertRowid, artikel.titel, artikel.onderwerpen.join(' '), artikel.tekst)
    },
  }
}

/** The index as a projection of the entity store: states there are opaque, this noun's own schema made them. */
export const projectKennisartikelen =
  (index: KennisIndex) =>
  (id: string, state: object | undefined): void => {
    index.write(id, state === undefined ? undefined : kennisartikelEntity.schema.parse(state))
  }
