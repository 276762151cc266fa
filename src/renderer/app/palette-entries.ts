import type { KennisartikelHit } from '../../shared/contract/kennisartikelen'
import type { Gesprek } from '../../shared/domain/gesprek/gesprek'
import { gesprekNaam } from '../features/gesprekken/gesprek-naam'
import { paletteTexts as texts } from '../texts/app'
import { isEnabled, shownKeys, type Command, type Shell } from './commands/command'
import type { DeskActions } from './desk-actions'

export interface PaletteEntry {
  readonly id: string
  readonly title: string
  readonly keys: string | undefined
  readonly run: () => void
}

export interface PaletteSection {
  readonly id: string
  readonly title: string
  readonly entries: readonly PaletteEntry[]
}

interface PaletteInput {
  readonly query: string
  readonly commands: readonly Command[]
  readonly shell: Shell
  readonly gesprekken: readonly Gesprek[]
  readonly artikelen: readonly KennisartikelHit[]
  readonly actions: Pick<DeskActions, 'kiesGesprek' | 'openArtikel'>
}

const simple = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of the query stands somewhere in the text, in any order. */
const contains = (text: string, query: string): boolean => {
  const plain = simple(text)
  return simple(query)
    .split(/\s+/)
    .every((word) => plain.includes(word))
}

/** What the palette shows for a query: commands that are possible now, running gesprekken, articles. Empty parts are left out. */
export const paletteEntries = (input: PaletteInput): readonly PaletteSection[] => {
  const { query, commands, shell, gesprekken, artikelen, actions } = input
  const sections: readonly PaletteSection[] = [
    {
      id: 'gesprekken',
      title: texts.gesprekken,
      entries: gesprekken
        .filter((gesprek) => contains(gesprekNaam(gesprek), query))
        .map((gesprek) => ({
          id: `gesprek:${gesprek.id}`,
          title: gesprekNaam(gesprek),
          keys: undefined,
          run: () => void actions.kiesGesprek(gesprek.id),
        })),
    },
    {
      id: 'opdrachten',
      title: texts.opdrachten,
      // The palette does not offer itself, nor "go to gesprek 2" beside the gesprekken with their names.
      entries: commands
        .filter(({ id }) => id !== 'palette' && !/^gesprek-\d$/.test(id))
        .filter((command) => isEnabled(command) && contains(command.title, query))
        .map((command) => ({
          id: `opdracht:${command.id}`,
          title: command.title,
          keys: shownKeys(command, shell),
          run: command.run,
        })),
    },
    {
      id: 'artikelen',
      title: texts.artikelen,
      entries: artikelen.map(({ id, titel }) => ({
        id: `artikel:${id}`,
        title: titel.join(''),
        keys: undefined,
        run: () => void actions.openArtikel(id),
      })),
    },
  ]
  return sections.filter(({ entries }) => entries.length > 0)
}
