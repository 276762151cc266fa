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
import type { CommandDeps } from './create-commands'

const pogingKeys: readonly (readonly [PogingResultaat, string])[] = [
  ['niet_bereikt', 'N'],
  ['voicemail', 'V'],
  ['bereikt', 'P'],
]

/** Everything one does with notities. */
export const terugbelCommands = (deps: CommandDeps): readonly Command[] => {
  const { terugbelnotities, navigation, actions, pressArrow, focus, clock } = deps
  const group = 'terugbellen'
  const list = ['terugbellen'] as const
  const both = ['terugbellen', 'notitie'] as const
  const chosenFits = (fits: (holder: Holder) => boolean): boolean => {
    const state = terugbelnotities.getState()
    const regel = chosenRegel(state)
    return state.mayCall && regel !== undefined && fits(holderOf(regel, state.medewerkerId, clock.now()))
  }
  const isHere = (): boolean => navigation.getState().scherm === 'terugbellen'
  const isWriting = (): boolean => {
    const { uitkomsten, gekozenId, poging } = terugbelnotities.getState()
    return isHere() && gekozenId !== undefined && uitkomsten[gekozenId] !== undefined && poging?.id !== gekozenId
  }
  const isPoging = (): boolean => {
    const { poging, gekozenId } = terugbelnotities.getState()
    return isHere() && poging !== undefined && poging.id === gekozenId
  }
  return [
    { id: 'volgende', group, title: texts.volgende, keys: 'J', scopes: list, run: () => pressArrow('ArrowDown') },
    { id: 'vorige', group, title: texts.vorige, keys: 'K', scopes: list, run: () => pressArrow('ArrowUp') },
    {
      id: 'ik-bel',
      group,
      title: texts.ikBel,
      keys: 'B',
      scopes: both,
      isEnabled: () => chosenFits(mayClaim),
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
      isEnabled: () => chosenFits(mayGiveBack),
      run: actions.geefTerug,
    },
    {
      id: 'haal-weg',
      group,
      title: texts.haalWeg,
      keys: 'W',
      scopes: both,
      isEnabled: () => terugbelnotities.getState().mayBreak && chosenFits(isWithColleague),
      run: actions.haalWeg,
    },
    ...pogingKeys.map(([resultaat, keys]): Command => ({
      id: `poging-${resultaat}`,
      group,
      title: texts.poging(pogingTexts[resultaat]),
      keys,
      scopes: both,
      isEnabled: () => chosenFits(() => true),
      run: () => actions.kiesPoging(resultaat),
    })),
    {
      id: 'leg-poging-vast',
      group,
      title: texts.legPogingVast,
      keys: 'Ctrl+Enter',
      isEnabled: isPoging,
      run: () => void actions.legPogingVast(),
    },
    {
      id: 'uitkomst',
      group,
      title: texts.uitkomst,
      keys: 'H',
      scopes: both,
      isEnabled: () => chosenFits(mayHandelAf),
      run: actions.schrijfUitkomst,
    },
    {
      id: 'handel-af',
      group,
      title: texts.handelAf,
      keys: 'Ctrl+Enter',
      isEnabled: () => isWriting() && chosenFits(({ kind }) => kind !== 'klaar'),
      run: () => void actions.handelAf(),
    },
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
