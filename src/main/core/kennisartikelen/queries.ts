import type { OperationOutput } from '../../../shared/contract/index'
import { kennisartikelEntity } from '../../../shared/domain/kennisartikel/kennisartikel'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { EntityStore } from '../sync/entity-store'
import type { KennisIndex } from '../zoeken/kennis-index'

/** The kennisbank as screens ask for it. */
export const createKennisartikelQueries = (store: EntityStore, index: KennisIndex) => ({
  search: (input: {
    readonly query: string
    readonly limit: number
  }): Result<OperationOutput<'kennisartikelen.search'>> => {
    const started = performance.now()
    const hits = [...index.search(input.query, input.limit)]
    return ok({ hits, total: index.count(), tookMs: performance.now() - started })
  },
  find: ({ id }: { readonly id: string }): Result<OperationOutput<'kennisartikelen.find'>> => {
    const artikel = store.find(kennisartikelEntity, id)
    return artikel === undefined ? fail({ code: 'not_found', what: 'kennisartikel' }) : ok(artikel)
  },
})
