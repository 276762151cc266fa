import type { groepTexts } from '../../texts/app'
import { matchesChord, type KeyPress } from './chord'

/** A place in the page (`data-scope`) where single letters work. */
export type Scope = 'kennis' | 'terugbellen' | 'notitie' | 'verslag' | 'verbinding' | 'aandacht' | 'klantbeeld'

/** Something one can do. The same list feeds the keyboard, the palette and the key list, so they cannot disagree. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: keyof typeof groepTexts
  readonly keys?: string
  /** For a browser tab, where the browser keeps `keys` for itself. */
  readonly browserKeys?: string
  /** Only while focus is there and nobody types. */
  readonly scopes?: readonly Scope[]
  /** In a field of its scopes too: Escape leaves a form from wherever one is in it. */
  readonly alsoWhileTyping?: true
  /** Leaves the keys to the field while somebody types in it. */
  readonly notWhileTyping?: true
  readonly isEnabled?: () => boolean
  readonly run: () => void
}

export type Shell = 'electron' | 'browser'

/** The keys to show for a command in this shell. */
export const shownKeys = (command: Pick<Command, 'keys' | 'browserKeys'>, shell: Shell): string | undefined =>
  shell === 'browser' ? (command.browserKeys ?? command.keys) : command.keys

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true

/** Where a key was pressed. */
export interface PressPlace {
  readonly isTyping: boolean
  readonly scopes: readonly string[]
}

/** The command that a key press asks for, there and now. */
export const findCommand = (
  commands: readonly Command[],
  press: KeyPress,
  place: PressPlace,
  shell: Shell,
): Command | undefined =>
  commands.find((command) => {
    const chords = [command.keys, shell === 'browser' ? command.browserKeys : undefined]
    return (
      chords.some((chord) => chord !== undefined && matchesChord(press, chord)) &&
      fits(command, place) &&
      isEnabled(command)
    )
  })

const fits = (command: Command, { isTyping, scopes: here }: PressPlace): boolean => {
  const { scopes, notWhileTyping, alsoWhileTyping } = command
  if (isTyping && alsoWhileTyping !== true && (scopes !== undefined || notWhileTyping === true)) return false
  return scopes === undefined || scopes.some((scope) => here.includes(scope))
}
