import {
  holderOf,
  isWithColleague,
  mayClaim,
  mayGiveBack,
  mayHandelAf,
  type Holder,
} from '../../features/terugbelnotities/holder'
import { chosenRegel, type PogingResultaat } from '../../features/terugbelnotities/state'
import { commandTexts as texts } from '../../texts/app'
import { pogingTexts } from '../../texts/terugbelnotities'
import type { Command } from './command'
import type { CommandDeps } from './command-deps'

const pogingKeys: readonly (readonly [PogingResultaat, string])[] = [
  ['niet_bereikt', 'N'],
  ['voicemail', 'V'],
  ['bereikt', 'P'],
]

const group = 'terugbellen'
const both = ['terugbellen', 'notitie'] as const

/** Everything one does with notities. */
export const terugbelCommands = (deps: CommandDeps): readonly Command[] => [
  ...walkCommands(deps),
  ...claimCommands(deps),
  ...pogingCommands(deps),
  ...uitkomstCommands(deps),
]

const chosenFits =
  ({ terugbelnotities, clock }: CommandDeps, fits: (holder: Holder) => boolean) =>
  (): boolean => {
    const state = terugbelnotities.getState()
    const regel = chosenRegel(state)
    return state.mayCall && regel !== undefined && fits(holderOf(regel, state.medewerkerId, clock.now()))
  }

/** What somebody writes about the notitie on the screen, if anything. */
const writingOf = ({ terugbelnotities, navigation }: CommandDeps): 'uitkomst' | 'poging' | undefined => {
  const { uitkomsten, gekozenId, poging } = terugbelnotities.getState()
  if (navigation.getState().scherm !== 'terugbellen' || gekozenId === undefined) return undefined
  if (poging?.id === gekozenId) return 'poging'
  return uitkomsten[gekozenId] === undefined ? undefined : 'uitkomst'
}

const walkCommands = ({ pressArrow, focus }: CommandDeps): readonly Command[] => {
  const list = ['terugbellen'] as const
  return [
    { id: 'volgende', group, title: texts.volgende, keys: 'J', scopes: list, run: () => pressArrow('ArrowDown') },
    { id: 'vorige', group, title: texts.vorige, keys: 'K', scopes: list, run: () => pressArrow('ArrowUp') },
    {
      id: 'terug-naar-lijst',
      group,
      title: texts.terugNaarLijst,
      keys: 'Esc',
      scopes: ['notitie'],
      run: () => focus.to('notities'),
    },
  ]
}

const claimCommands = (deps: CommandDeps): readonly Command[] => {
  const { terugbelnotities, actions } = deps
  return [
    {
      id: 'ik-bel',
      group,
      title: texts.ikBel,
      keys: 'B',
      scopes: both,
      isEnabled: chosenFits(deps, mayClaim),
      run: actions.ikBel,
    },
    {
      id: 'neem-volgende',
      group,
      title: texts.neemVolgende,
      keys: 'F7',
      isEnabled: () => terugbelnotities.getState().mayCall,
      run: () => void actions.neemVolgende(),
    },
    {
      id: 'geef-terug',
      group,
      title: texts.geefTerug,
      keys: 'G',
      scopes: both,
      isEnabled: chosenFits(deps, mayGiveBack),
      run: actions.geefTerug,
    },
    {
      id: 'haal-weg',
      group,
      title: texts.haalWeg,
      keys: 'W',
      scopes: both,
      isEnabled: () => terugbelnotities.getState().mayBreak && chosenFits(deps, isWithColleague)(),
      run: actions.haalWeg,
    },
  ]
}

const pogingCommands = (deps: CommandDeps): readonly Command[] => {
  const { actions } = deps
  return [
    ...pogingKeys.map(([resultaat, keys]): Command => ({
      id: `poging-${resultaat}`,
      group,
      title: texts.poging(pogingTexts[resultaat]),
      keys,
      scopes: both,
      isEnabled: chosenFits(deps, () => true),
      run: () => actions.kiesPoging(resultaat),
    })),
    {
      id: 'leg-poging-vast',
      group,
      title: texts.legPogingVast,
      keys: 'Ctrl+Enter',
      isEnabled: () => writingOf(deps) === 'poging',
      run: () => void actions.legPogingVast(),
    },
  ]
}

const uitkomstCommands = (deps: CommandDeps): readonly Command[] => {
  const { actions } = deps
  return [
    {
      id: 'terug-uit-verslag',
      group,
      title: texts.terugUitVerslag,
      keys: 'Esc',
      scopes: ['verslag'],
      alsoWhileTyping: true,
      isEnabled: () => writingOf(deps) !== undefined,
      run: actions.verlaatVerslag,
    },
    {
      id: 'uitkomst',
      group,
      title: texts.uitkomst,
      keys: 'H',
      scopes: both,
      isEnabled: chosenFits(deps, mayHandelAf),
      run: actions.schrijfUitkomst,
    },
    {
      id: 'handel-af',
      group,
      title: texts.handelAf,
      keys: 'Ctrl+Enter',
      isEnabled: () => writingOf(deps) === 'uitkomst' && chosenFits(deps, ({ kind }) => kind !== 'klaar')(),
      run: () => void actions.handelAf(),
    },
  ]
}
