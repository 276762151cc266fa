import type { z } from 'zod'

/** How a field lies in a table. `instant` is `timestamptz` on the server and text on the desk; `json` is `jsonb` and text. */
export type ColumnKind = 'text' | 'integer' | 'instant' | 'json'

export interface Column {
  /** The field's name in snake_case. */
  readonly name: string
  readonly kind: ColumnKind
}

/** A synchronised noun for code that handles them all (outbox, push, pull). States are opaque there. */
export interface AnyEntity {
  readonly name: string
  readonly table: string
  readonly columns: readonly Column[]
  /** The scopes of which a row is part; a desk that holds one of them receives the row. */
  readonly scopesOf: (state: object) => readonly string[]
  /** Checks something that came over the wire, leaving fields of a newer Klaar aside; undefined when it does not fit. */
  readonly parse: (state: unknown) => object | undefined
  /** Values in the order of `columns`, `json` fields as text. */
  readonly encode: (state: object) => (string | number | null)[]
  /** A row by column name, instants already as text. Throws when it does not fit: a bug or a damaged file. */
  readonly decode: (row: Readonly<Record<string, unknown>>) => object
}

/** What desk and server both know of a synchronised noun; each side writes its own table out in a migration. */
export interface Entity<State extends object> extends AnyEntity {
  readonly schema: z.ZodType<State>
  readonly parse: (state: unknown) => State | undefined
  readonly decode: (row: Readonly<Record<string, unknown>>) => State
}

interface EntityDefinition<State extends object> {
  readonly name: string
  readonly table: string
  readonly schema: z.ZodType<State>
  readonly columns: Readonly<Record<keyof State & string, ColumnKind>>
  readonly scopesOf: (state: State) => readonly string[]
}

export const defineEntity = <State extends object>(definition: EntityDefinition<State>): Entity<State> => {
  const { name, table, schema, scopesOf } = definition
  const fields = (Object.keys(definition.columns) as (keyof State & string)[]).map((field) => ({
    field,
    column: toSnakeCase(field),
    kind: definition.columns[field],
  }))
  return {
    name,
    table,
    schema,
    columns: fields.map(({ column, kind }) => ({ name: column, kind })),
    // Generic code hands back only states that this entity's own `parse` or `decode` made.
    scopesOf: (state) => scopesOf(state as State),
    parse: (state) => schema.safeParse(state).data,
    encode: (state) => fields.map(({ field, kind }) => encodeValue((state as State)[field], kind)),
    decode: (row) =>
      schema.parse(
        Object.fromEntries(fields.map(({ field, column, kind }) => [field, decodeValue(row[column], kind)])),
      ),
  }
}

const toSnakeCase = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const encodeValue = (value: unknown, kind: ColumnKind): string | number | null =>
  kind === 'json' && value !== null ? JSON.stringify(value) : (value as string | number | null)

// SQLite hands JSON back as text, PostgreSQL already as a value.
const decodeValue = (value: unknown, kind: ColumnKind): unknown =>
  kind === 'json' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value
