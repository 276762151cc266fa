import type { Sqlite } from '../../../shared/node/sqlite'

/**
 * What colleagues are writing about calls that still go on, in the desk's irreplaceable file. It stays when its notitie is erased here: it
 * is the agent's own text, that nobody else has, and no copy of what the server told.
 */
export interface UitkomstConcepten {
  readonly find: (notitieId: string) => string
  /** On disk when it returns; an empty text is none. */
  readonly write: (notitieId: string, tekst: string) => void
  readonly remove: (notitieId: string) => void
}

export const createUitkomstConcepten = (file: Sqlite): UitkomstConcepten => {
  const select = file.prepare<[string], string>('select tekst from uitkomst_concepten where notitie_id = ?').pluck()
  const upsert = file.prepare<[string, string]>(
    'insert into uitkomst_concepten (notitie_id, tekst) values (?, ?) on conflict do update set tekst = excluded.tekst',
  )
  const remove = file.prepare<[string]>('delete from uitkomst_concepten where notitie_id = ?')
  return {
    find: (notitieId) => select.get(notitieId) ?? '',
    write: (notitieId, tekst) => {
      if (tekst === '') remove.run(notitieId)
      else upsert.run(notitieId, tekst)
    },
    remove: (notitieId) => {
      remove.run(notitieId)
    },
  }
}
