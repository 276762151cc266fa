import {
  gesprekSchema,
  type Gesprek,
  type GesprekId,
  type GesprekTekst,
  type GesprekTekstPatch,
} from '../../../shared/domain/gesprek/gesprek'
import type { Instant } from '../../../shared/kernel/clock'
import type { Sqlite } from '../../../shared/node/sqlite'

/** Running gesprekken in the desk's irreplaceable file. Every write is on disk when it returns. */
export interface GesprekRepository {
  readonly find: (id: GesprekId) => Gesprek | undefined
  /** Not wrapped up and not put away, oldest first. */
  readonly listOpen: () => readonly Gesprek[]
  readonly insert: (gesprek: Gesprek) => void
  /** False when there is no such open gesprek. */
  readonly writeTekst: (id: GesprekId, tekst: GesprekTekstPatch, at: Instant) => boolean
  readonly writeStatus: (id: GesprekId, status: Gesprek['status'], geparkeerdOp: Instant | null) => void
  /** Everything but this one waits from now on; those that already waited keep their time. */
  readonly parkOthers: (id: GesprekId, at: Instant) => void
  readonly remove: (id: GesprekId) => void
  /** Takes away what was put away before this moment. */
  readonly removePutAwayBefore: (moment: Instant) => void
  readonly transaction: <T>(work: () => T) => T
}

type Row = Readonly<Record<string, unknown>>

const tekstColumns: Readonly<Record<keyof GesprekTekst, string>> = {
  naam: 'naam',
  telefoon: 'telefoon',
  vraag: 'vraag',
  antwoord: 'antwoord',
  intern: 'intern',
  afdelingId: 'afdeling_id',
  artikelIds: 'artikel_ids',
  bellenVoor: 'bellen_voor',
}

export const createGesprekRepository = (file: Sqlite): GesprekRepository => {
  const select = file.prepare<[string], Row>('select * from gesprekken where id = ?')
  const selectOpen = file.prepare<[], Row>(
    "select * from gesprekken where status <> 'afgerond' order by begonnen_op, id",
  )
  const insert = file.prepare(`
    insert into gesprekken (id, kanaal, status, begonnen_op, bewaard_op, geparkeerd_op, naam, telefoon, vraag, antwoord,
      intern, afdeling_id, artikel_ids, bellen_voor)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const setStatus = file.prepare('update gesprekken set status = ?, geparkeerd_op = ? where id = ?')
  const parkOthers = file.prepare(
    "update gesprekken set status = 'geparkeerd', geparkeerd_op = ? where id <> ? and status = 'actief'",
  )
  const remove = file.prepare('delete from gesprekken where id = ?')
  const removePutAway = file.prepare("delete from gesprekken where status = 'afgerond' and geparkeerd_op < ?")

  return {
    find: (id) => {
      const row = select.get(id)
      return row === undefined ? undefined : decode(row)
    },
    listOpen: () => selectOpen.all().map(decode),
    insert: (gesprek) => {
      const { id, kanaal, status, begonnenOp, bewaardOp, geparkeerdOp, naam, telefoon, vraag, antwoord, intern } =
        gesprek
      insert.run(
        ...[id, kanaal, status, begonnenOp, bewaardOp, geparkeerdOp, naam, telefoon, vraag, antwoord, intern],
        ...[gesprek.afdelingId, JSON.stringify(gesprek.artikelIds), gesprek.bellenVoor],
      )
    },
    writeTekst: (id, tekst, at) => {
      const fields = Object.entries(tekst).filter(([, value]) => value !== undefined)
      const assignments = fields.map(([field]) => `${tekstColumns[field as keyof GesprekTekst]} = ?`)
      const values = fields.map(([, value]) => (Array.isArray(value) ? JSON.stringify(value) : value))
      const sql = `update gesprekken set ${[...assignments, 'bewaard_op = ?'].join(', ')} where id = ? and status <> 'afgerond'`
      return file.prepare(sql).run(...values, at, id).changes === 1
    },
    writeStatus: (id, status, geparkeerdOp) => {
      setStatus.run(status, geparkeerdOp, id)
    },
    parkOthers: (id, at) => {
      parkOthers.run(at, id)
    },
    remove: (id) => {
      remove.run(id)
    },
    removePutAwayBefore: (moment) => {
      removePutAway.run(moment)
    },
    transaction: (work) => file.transaction(work).immediate(),
  }
}

const decode = (row: Row): Gesprek =>
  gesprekSchema.parse({
    id: row['id'],
    kanaal: row['kanaal'],
    status: row['status'],
    begonnenOp: row['begonnen_op'],
    bewaardOp: row['bewaard_op'],
    geparkeerdOp: row['geparkeerd_op'],
    naam: row['naam'],
    telefoon: row['telefoon'],
    vraag: row['vraag'],
    antwoord: row['antwoord'],
    intern: row['intern'],
    afdelingId: row['afdeling_id'],
    artikelIds: JSON.parse(String(row['artikel_ids'])) as unknown,
    bellenVoor: row['bellen_voor'],
  })
