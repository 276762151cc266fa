/** Where a desk keeps its keys and session. The shell decides how well it is protected; the core only asks by name. */
export interface SecretStore {
  /** `systeem` = guarded by the operating system's key store; `bestand` = a file that only this user can read. */
  readonly protection: 'systeem' | 'bestand'
  readonly read: (name: string) => string | undefined
  /** Durable when it returns. */
  readonly write: (name: string, value: string) => void
  readonly remove: (name: string) => void
  /** Several at once, all or nothing; undefined removes. Durable when it returns. */
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void
}
