import type { InvariantName } from './invariants.ts'

/** One sentence of the product's source that is another one in a bundle. */
export interface Edit {
  readonly file: string
  /** Must stand there exactly once, so that a mutant cannot quietly stop being one. */
  readonly find: string
  readonly replace: string
}

/** A mistake to plant: in the product's own text, or where only the model has the place for it, in the model. */
export interface Mutant {
  readonly name: string
  readonly edits: readonly Edit[]
  /** `early`: the counter as a sequence that nobody waits for. */
  readonly counter?: 'early'
  /** What may notice it first. */
  readonly caughtBy: readonly InvariantName[]
}

export const mutants: readonly Mutant[] = [
  {
    name: 'cursor stored before rows',
    edits: [
      {
        file: 'src/main/core/sync/replica.ts',
        find: `const applyPage = db.transaction((rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => {
    for (const row of rows) applyRow(row)
    for (const { scope, cursor } of cursors) tables.writeCursor(scope, cursor)`,
        replace: `const applyPage = ((rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => {
    for (const { scope, cursor } of cursors) tables.writeCursor(scope, cursor)
    for (const row of rows) applyRow(row)`,
      },
    ],
    caughtBy: ['convergence'],
  },
  {
    name: 'counter as a sequence',
    edits: [],
    counter: 'early',
    caughtBy: ['convergence'],
  },
  {
    name: 'retry without mutationNo',
    edits: [
      {
        file: 'src/main/core/sync/outbox.ts',
        find: `unsent: (limit) => intents`,
        replace: `unsent: (limit) => (
      intents.pending(limit).filter(({ no }) => no <= identity.sentNo()).forEach(({ no, ...row }) => {
        intents.insert(row, '2026-11-23T09:00:00.000Z')
        intents.remove(no)
      }), intents)`,
      },
    ],
    caughtBy: ['exactly-once', 'no-acknowledged-write-lost'],
  },
  {
    name: 'purge acknowledged before it is done',
    edits: [
      {
        file: 'src/main/core/sync/greeting.ts',
        find: `rowsChanged(replica.purge(scopes))`,
        replace: `if (ordered.length > 0) await link.purged({ clientId: outbox.clientId(), scopes: [...ordered] })
    rowsChanged(replica.purge(scopes))`,
      },
    ],
    caughtBy: ['no-leak'],
  },
  {
    name: 'log of the cache not emptied before the receipt',
    edits: [
      { file: 'src/main/core/sync/greeting.ts', find: `const gone = replica.emptyLog()`, replace: `const gone = true` },
    ],
    caughtBy: ['no-leak'],
  },
  {
    name: 'claim without token',
    edits: [
      {
        file: 'src/shared/domain/terugbelnotitie/claim-intents.ts',
        find: ` && claim.token === args.token`,
        replace: ``,
      },
      {
        file: 'src/shared/domain/terugbelnotitie/terugbelnotitie.ts',
        find: ` && notitie.claim?.token === token`,
        replace: ``,
      },
    ],
    caughtBy: ['single-holder'],
  },
  {
    name: 'token that does not grow',
    edits: [
      {
        file: 'src/shared/domain/terugbelnotitie/claim-intents.ts',
        find: `token: (notitie.claim?.token ?? 0) + 1`,
        replace: `token: notitie.claim?.token ?? 1`,
      },
    ],
    caughtBy: ['single-holder'],
  },
  {
    name: 'claim shown before it is granted',
    edits: [
      {
        file: 'src/shared/domain/terugbelnotitie/claim-intents.ts',
        find: `if (!context.authoritative) return free`,
        replace: ``,
      },
    ],
    caughtBy: ['single-holder'],
  },
]
