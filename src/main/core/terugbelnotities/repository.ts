import type { TerugbelLijst, TerugbelTelling } from '../../../shared/contract/terugbelnotities'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import type { Instant } from '../../../shared/kernel/clock'
import type { Sqlite } from '../../../shared/node/sqlite'

type Row = Readonly<Record<string, unknown>>
type Viewer = Pick<Medewerker, 'id' | 'afdelingId'>

interface ListParameters {
  readonly ik: string
  readonly afdeling: string
  readonly nu: Instant
  readonly limiet: number
}

/** A grant as its row names it; the lease may be over. */
interface HeldNotitie {
  readonly id: string
  readonly token: number
  readonly tot: Instant
}

interface LeaseCounts {
  /** Leases that bind somebody. */
  readonly live: number
  /** Of those, mine that are almost over. */
  readonly ending: number
}

const openStates = "('open', 'geclaimd')"

// A lease that ran out binds nobody, so "mine" asks for the time too.
const mine = "claim ->> 'houder' = @ik and claim ->> 'tot' > @nu"

const conditions: Readonly<Record<TerugbelLijst, string>> = {
  mijn: `status in ${openStates} and ${mine}`,
  afdeling: `status in ${openStates} and afdeling_id = @afdeling`,
  uitgezet: 'aangemaakt_door = @ik',
  alle: `status in ${openStates}`,
}

export type TerugbelnotitieRepository = ReturnType<typeof createTerugbelnotitieRepository>

/** Terugbelnotities as they lie in the cache. */
export const createTerugbelnotitieRepository = (db: Sqlite) => {
  const selectLists = new Map(
    Object.entries(conditions).map(([lijst, condition]) => [
      lijst,
      // Open before finished, then the nearest deadline; the id keeps equal deadlines in place.
      db.prepare<[ListParameters], Row>(`
        select * from terugbelnotities where ${condition}
        order by status not in ${openStates}, bellen_voor, id limit @limiet`),
    ]),
  )
  const selectOne = db.prepare<[string], Row>('select * from terugbelnotities where id = ?')
  const selectCounts = db.prepare<[Omit<ListParameters, 'limiet'> & { readonly morgen: Instant }], TerugbelTelling>(`
    select
      count(*) filter (where ${conditions.mijn}) as mijn,
      count(*) filter (where ${conditions.afdeling}) as afdeling,
      count(*) filter (where status in ${openStates} and ${conditions.uitgezet}) as uitgezet,
      count(*) as alle,
      count(*) filter (where bellen_voor <= @nu) as teLaat,
      count(*) filter (where bellen_voor > @nu and bellen_voor < @morgen) as vandaag
    from terugbelnotities where status in ${openStates}`)
  const selectHeldBy = db.prepare<[string], HeldNotitie>(`
    select id, claim ->> 'token' as token, claim ->> 'tot' as tot from terugbelnotities
    where status = 'geclaimd' and claim ->> 'houder' = ?`)
  const selectLeases = db.prepare<[{ ik: string; nu: Instant; straks: Instant }], LeaseCounts>(`
    select count(*) as live, count(*) filter (where claim ->> 'houder' = @ik and claim ->> 'tot' <= @straks) as ending
    from terugbelnotities where status = 'geclaimd' and claim ->> 'tot' > @nu`)
  const selectAfdeling = db.prepare<[string], string>('select naam from afdelingen where id = ?').pluck()
  const selectMedewerker = db.prepare<[string], string>('select naam from medewerkers where id = ?').pluck()

  return {
    list: (lijst: TerugbelLijst, viewer: Viewer, now: Instant, limit: number): readonly Row[] =>
      selectLists.get(lijst)?.all({ ik: viewer.id, afdeling: viewer.afdelingId, nu: now, limiet: limit }) ?? [],
    count: (viewer: Viewer, now: Instant, endOfToday: Instant): TerugbelTelling => {
      const counts = selectCounts.get({ ik: viewer.id, afdeling: viewer.afdelingId, nu: now, morgen: endOfToday })
      if (counts === undefined) throw new Error('a count without a row')
      return counts
    },
    find: (id: string): Row | undefined => selectOne.get(id),
    listHeldBy: (medewerkerId: string): readonly HeldNotitie[] => selectHeldBy.all(medewerkerId),
    countLeases: (medewerkerId: string, now: Instant, soon: Instant): LeaseCounts =>
      selectLeases.get({ ik: medewerkerId, nu: now, straks: soon }) ?? { live: 0, ending: 0 },
    /** The name people know it by; the id until the directory has arrived. */
    afdelingNaam: (id: string): string => selectAfdeling.get(id) ?? id,
    medewerkerNaam: (id: string): string => selectMedewerker.get(id) ?? id,
  }
}
