import { klantbeeldSchema, type Klantbeeld } from '../../../shared/domain/klantbeeld/klantbeeld'
import type { Instant } from '../../../shared/kernel/clock'
import { emptyWriteAheadLog, type Sqlite } from '../../../shared/node/sqlite'

/** Why somebody looked, and at whose number. */
export interface Blik {
  readonly telefoonnummer: string
  readonly doel: string
}

/** Klantbeelden as they lie in the cache: encrypted like everything there, overwritten when they go. */
export const createKlantbeeldRepository = (cache: Sqlite) => {
  const upsert = cache.prepare<[string, string, string, string, Instant]>(`
    insert into klantbeelden (klant, doel, telefoonnummer, body, verloopt_op) values (?, ?, ?, ?, ?)
    on conflict do update set telefoonnummer = excluded.telefoonnummer, body = excluded.body, verloopt_op = excluded.verloopt_op`)
  const select = cache
    .prepare<[string, string], string>('select body from klantbeelden where telefoonnummer = ? and doel = ?')
    .pluck()
  const selectNextExpiry = cache.prepare<[], Instant | null>('select min(verloopt_op) from klantbeelden').pluck()
  const removeExpired = cache.prepare<[Instant]>('delete from klantbeelden where verloopt_op <= ?')
  const removeKlant = cache.prepare<[string]>('delete from klantbeelden where klant = ?')
  const removeOf = cache.prepare<[string]>('delete from klantbeelden where telefoonnummer = ?')
  const removeAll = cache.prepare('delete from klantbeelden')
  /** The rows themselves are overwritten by `secure_delete`; their earlier copies in the write-ahead log go here. */
  const andItsTraces = ({ changes }: { readonly changes: number }): void => {
    if (changes > 0) emptyWriteAheadLog(cache)
  }
  return {
    write: ({ telefoonnummer, doel }: Blik, beeld: Klantbeeld): void => {
      upsert.run(beeld.klant, doel, telefoonnummer, JSON.stringify(beeld), beeld.verlooptOp)
    },
    find: ({ telefoonnummer, doel }: Blik): Klantbeeld | undefined => {
      const body = select.get(telefoonnummer, doel)
      return body === undefined ? undefined : klantbeeldSchema.parse(JSON.parse(body))
    },
    nextExpiry: (): Instant | undefined => selectNextExpiry.get() ?? undefined,
    removeExpired: (now: Instant): void => {
      andItsTraces(removeExpired.run(now))
    },
    removeKlant: (klant: string): void => {
      andItsTraces(removeKlant.run(klant))
    },
    removeOf: (telefoonnummer: string): void => {
      andItsTraces(removeOf.run(telefoonnummer))
    },
    removeAll: (): void => {
      andItsTraces(removeAll.run())
    },
  }
}
