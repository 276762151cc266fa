import { groepTexts, helpTexts as texts } from '../texts/app'
import { Dialog } from '../ui/dialog'
import { shownKeys, type Command } from './commands/command'
import { useDesk } from './desk-context'
import { useNavigation } from './navigation'
import './help-dialog.css'

/** Every key, from the same list that makes them work. */
export const HelpDialog = () => {
  const { commands, shell } = useDesk()
  const isOpen = useNavigation((state) => state.overlay === 'help')
  const toon = useNavigation((state) => state.toon)
  const groups = Object.entries(groepTexts)
  return (
    <Dialog label={texts.titel} isOpen={isOpen} onClose={() => toon(undefined)} className="help">
      <div className="help-body" tabIndex={0}>
        <h2>{texts.titel}</h2>
        <p className="muted">{texts.uitleg}</p>
        <div className="help-groups">
          {groups.map(([group, name]) => (
            <section key={group} aria-label={name}>
              <h3>{name}</h3>
              <dl>
                {commands
                  .filter((command) => command.group === group)
                  .map((command) => ({ command, keys: shownKeys(command, shell) }))
                  .map(({ command, keys }) =>
                    keys === undefined ? null : <KeyLine key={command.id} command={command} keys={keys} />,
                  )}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

const KeyLine = ({ command, keys }: { readonly command: Command; readonly keys: string }) => (
  <div className="help-line">
    <dt>{command.title}</dt>
    <dd>
      <kbd className="kbd">{keys.replaceAll('+', ' ')}</kbd>
    </dd>
  </div>
)
