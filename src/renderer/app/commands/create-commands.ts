import { kanaalSchema, maxOpenGesprekken } from '../../../shared/domain/gesprek/gesprek'
import { mayDo, openKlantbeeldAction } from '../../../shared/domain/rechten/rechten'
import { commandTexts as texts } from '../../texts/app'
import { kanaalTexts } from '../../texts/gesprekken'
import { schermen } from '../navigation'
import type { Command } from './command'
import { undoKeys, type CommandDeps } from './command-deps'
import { terugbelCommands } from './terugbel-commands'
import { verbindingCommands } from './verbinding-commands'

/** Every command of the desk, in the order in which the palette and the key list show them. */
export const createCommands = (deps: CommandDeps): readonly Command[] => [
  ...gesprekCommands(deps),
  ...generalCommands(deps),
  ...kennisCommands(deps),
  ...terugbelCommands(deps),
  ...verbindingCommands(deps),
]

const generalCommands = ({ navigation, actions, focus, theme, undo, vergrendel }: CommandDeps): readonly Command[] => {
  const { toon } = navigation.getState()
  return [
    { id: 'palette', group: 'algemeen', title: texts.palette, keys: 'Ctrl+K', run: () => toon('palette') },
    { id: 'zoeken', group: 'algemeen', title: texts.zoeken, keys: 'F2', run: actions.zoek },
    ...schermen.map((scherm, index): Command => ({
      id: scherm,
      group: 'algemeen',
      title: texts[scherm],
      keys: `Alt+${index + 1}`,
      run: () => actions.naar(scherm),
    })),
    { id: 'volgend-vak', group: 'algemeen', title: texts.volgendVak, keys: 'F6', run: () => focus.nextPane(1) },
    { id: 'vorig-vak', group: 'algemeen', title: texts.vorigVak, keys: 'Shift+F6', run: () => focus.nextPane(-1) },
    {
      id: 'herstel',
      group: 'algemeen',
      title: texts.herstel,
      keys: undoKeys,
      notWhileTyping: true,
      isEnabled: undo.isPossible,
      run: () => void actions.herstel(),
    },
    { id: 'vergrendel', group: 'algemeen', title: texts.vergrendel, keys: 'Alt+L', run: vergrendel },
    { id: 'thema', group: 'algemeen', title: texts.thema, run: () => theme.getState().wissel() },
    { id: 'help', group: 'algemeen', title: texts.help, keys: 'Ctrl+/', run: () => toon('help') },
  ]
}

const gesprekCommands = ({
  gesprekken,
  klantbeelden,
  navigation,
  actions,
  medewerker,
}: CommandDeps): readonly Command[] => {
  const hasChosen = (): boolean => gesprekken.getState().gekozenId !== undefined
  const atWork = (): boolean => hasChosen() && navigation.getState().scherm === 'werkblad'
  const group = 'gesprek'
  return [
    {
      id: 'nieuw',
      group,
      title: texts.nieuw,
      keys: 'Ctrl+N',
      browserKeys: 'Alt+N',
      run: () => void actions.nieuwGesprek('telefoon'),
    },
    {
      id: 'terugbelnotitie',
      group,
      title: texts.terugbelnotitie,
      keys: 'F4',
      isEnabled: hasChosen,
      run: actions.maakTerugbelnotitie,
    },
    {
      id: 'klantbeeld',
      group,
      title: texts.klantbeeld,
      keys: 'F3',
      isEnabled: () => hasChosen() && mayDo(medewerker.rol, openKlantbeeldAction),
      run: () => void actions.toonKlantbeeld(),
    },
    {
      id: 'sluit-klantbeeld',
      group,
      title: texts.sluitKlantbeeld,
      keys: 'Esc',
      scopes: ['klantbeeld'],
      isEnabled: () => klantbeelden.getState().beeld.kind !== 'dicht',
      run: actions.sluitKlantbeeld,
    },
    { id: 'rond-af', group, title: texts.rondAf, keys: 'Ctrl+Enter', isEnabled: atWork, run: actions.rondAf },
    {
      id: 'parkeer',
      group,
      title: texts.parkeer,
      keys: 'F8',
      isEnabled: hasChosen,
      run: () => void gesprekken.getState().parkeerOfHervat(),
    },
    {
      id: 'leg-weg',
      group,
      title: texts.legWeg,
      isEnabled: hasChosen,
      run: () => {
        const { gekozenId } = gesprekken.getState()
        if (gekozenId !== undefined) void actions.legWeg(gekozenId)
      },
    },
    ...Array.from({ length: maxOpenGesprekken }, (_, index): Command => {
      const at = () => gesprekken.getState().gesprekken[index]
      return {
        id: `gesprek-${index + 1}`,
        group,
        title: texts.kies(index + 1),
        keys: `Ctrl+${index + 1}`,
        browserKeys: `Alt+Shift+${index + 1}`,
        isEnabled: () => at() !== undefined,
        run: () => {
          const gesprek = at()
          if (gesprek !== undefined) void actions.kiesGesprek(gesprek.id)
        },
      }
    }),
    ...kanaalSchema.options
      .filter((kanaal) => kanaal !== 'telefoon')
      .map((kanaal): Command => ({
        id: `nieuw-${kanaal}`,
        group,
        title: texts.nieuwVia(kanaalTexts[kanaal]),
        run: () => void actions.nieuwGesprek(kanaal),
      })),
  ]
}

const kennisCommands = ({ kennisartikelen, gesprekken, actions }: CommandDeps): readonly Command[] => {
  const group = 'kennis'
  const scopes = ['kennis'] as const
  const isReading = (): boolean => kennisartikelen.getState().reading !== undefined
  return [
    {
      id: 'gebruik',
      group,
      title: texts.gebruik,
      keys: 'U',
      scopes,
      isEnabled: () => isReading() && gesprekken.getState().gekozenId !== undefined,
      run: actions.gebruikArtikel,
    },
    {
      id: 'kopieer',
      group,
      title: texts.kopieer,
      keys: 'C',
      scopes,
      isEnabled: isReading,
      run: actions.kopieerArtikel,
    },
    { id: 'terug-naar-zoeken', group, title: texts.terugNaarZoeken, keys: 'Esc', scopes, run: actions.zoek },
  ]
}
