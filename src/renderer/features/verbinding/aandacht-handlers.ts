/** What one can do about something refused, and the keys that do the same. */
export interface AandachtHandlers {
  readonly medewerkerId: string
  readonly keys: {
    readonly opnieuw: string
    readonly pasAan: string
    readonly verstuurAangepast: string
    readonly kopieer: string
    readonly bewaar: string
    readonly open: string
    readonly handelAf: string
  }
  readonly onOpnieuw: (no: number) => void
  readonly onPasAan: (no: number) => void
  readonly onKopieer: (no: number) => void
  readonly onBewaar: (no: number) => void
  readonly onOpen: (no: number) => void
  readonly onHandelAf: (no: number) => void
  /** The words stay as they were. */
  readonly onStop: (no: number) => void
}
