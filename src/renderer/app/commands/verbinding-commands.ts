import { findPunt, isAanpassen } from '../../features/verbinding/state'
import { notitieOf, typedFields } from '../../features/verbinding/typed-text'
import { commandTexts as texts } from '../../texts/app'
import type { Command } from './command'
import { aandachtKeys, type CommandDeps } from './command-deps'

const group = 'verbinding'

/** Everything one does about the connection, and about what the server did not take. */
export const verbindingCommands = (deps: CommandDeps): readonly Command[] => [
  ...connectionCommands(deps),
  ...walkCommands(deps),
  ...aandachtCommands(deps),
  ...wordCommands(deps),
]

const connectionCommands = ({ verbinding, actions }: CommandDeps): readonly Command[] => {
  const scopes = ['verbinding'] as const
  return [
    {
      id: 'probeer',
      group,
      title: texts.probeer,
      keys: 'P',
      scopes,
      run: () => void verbinding.getState().probeer(),
    },
    {
      id: 'controleer',
      group,
      title: texts.controleer,
      keys: 'V',
      scopes,
      run: () => void verbinding.getState().controleer(),
    },
    {
      id: 'kopieer-diagnose',
      group,
      title: texts.kopieerDiagnose,
      keys: 'C',
      scopes,
      isEnabled: () => verbinding.getState().diagnose !== undefined,
      run: actions.kopieerDiagnose,
    },
  ]
}

const scopes = ['aandacht'] as const

const chosen = ({ verbinding, navigation }: CommandDeps) =>
  navigation.getState().scherm === 'verbinding'
    ? findPunt(verbinding.getState(), verbinding.getState().gekozenNo)
    : undefined

/** Whether the chosen one is being changed: then its keys are those of a form. */
const isEditing = (deps: CommandDeps): boolean => {
  const punt = chosen(deps)
  return punt !== undefined && isAanpassen(deps.verbinding.getState().bewerkingen[punt.no])
}

const walkCommands = ({ verbinding, actions }: CommandDeps): readonly Command[] => {
  const isEnabled = (): boolean => verbinding.getState().aandacht.length > 0
  return [
    { id: 'aandacht', group, title: texts.aandacht, keys: aandachtKeys, run: actions.bekijkAandacht },
    {
      id: 'aandacht-volgende',
      group,
      title: texts.aandachtVolgende,
      keys: 'J',
      scopes,
      isEnabled,
      run: () => actions.stapAandacht(1),
    },
    {
      id: 'aandacht-vorige',
      group,
      title: texts.aandachtVorige,
      keys: 'K',
      scopes,
      isEnabled,
      run: () => actions.stapAandacht(-1),
    },
  ]
}

const aandachtCommands = (deps: CommandDeps): readonly Command[] => {
  const { actions } = deps
  return [
    {
      id: 'aandacht-opnieuw',
      group,
      title: texts.aandachtOpnieuw,
      keys: 'S',
      scopes,
      isEnabled: () => chosen(deps) !== undefined && !isEditing(deps),
      run: () => void actions.verstuurAandacht(),
    },
    {
      id: 'aandacht-verstuur',
      group,
      title: texts.aandachtVerstuur,
      keys: 'Ctrl+Enter',
      isEnabled: () => isEditing(deps),
      run: () => void actions.verstuurAandacht(),
    },
    {
      id: 'aandacht-terug',
      group,
      title: texts.aandachtTerug,
      keys: 'Esc',
      scopes,
      alsoWhileTyping: true,
      isEnabled: () => isEditing(deps),
      run: actions.verlaatAanpassen,
    },
    {
      id: 'aandacht-open',
      group,
      title: texts.aandachtOpen,
      keys: 'O',
      scopes,
      isEnabled: () => {
        const punt = chosen(deps)
        return punt !== undefined && notitieOf(punt) !== undefined
      },
      run: () => actions.openAandacht(),
    },
    {
      id: 'aandacht-handel-af',
      group,
      title: texts.aandachtHandelAf,
      keys: 'A',
      scopes,
      isEnabled: () => chosen(deps) !== undefined && !isEditing(deps),
      run: () => void actions.handelAandachtAf(),
    },
  ]
}

const wordCommands = (deps: CommandDeps): readonly Command[] => {
  const { actions } = deps
  const isEnabled = (): boolean => {
    const punt = chosen(deps)
    return punt !== undefined && typedFields(punt).length > 0
  }
  return [
    {
      id: 'aandacht-pas-aan',
      group,
      title: texts.aandachtPasAan,
      keys: 'P',
      scopes,
      isEnabled,
      run: () => actions.pasAandachtAan(),
    },
    {
      id: 'aandacht-kopieer',
      group,
      title: texts.aandachtKopieer,
      keys: 'C',
      scopes,
      isEnabled,
      run: () => actions.kopieerAandacht(),
    },
    {
      id: 'aandacht-bewaar',
      group,
      title: texts.aandachtBewaar,
      keys: 'B',
      scopes,
      isEnabled,
      run: () => actions.bewaarAandacht(),
    },
  ]
}
