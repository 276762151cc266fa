import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { TextField } from 'react-aria-components/TextField'
import { useGesprekken } from '../features/gesprekken/store'
import { useArticleSearch } from '../features/kennisartikelen/use-article-search'
import { paletteTexts as texts } from '../texts/app'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { useDesk } from './desk-context'
import { useNavigation } from './navigation'
import { paletteEntries, type PaletteSection } from './palette-entries'
import './command-palette.css'

/** Everything one can do or find, by typing a part of it. */
export const CommandPalette = () => {
  const isOpen = useNavigation((state) => state.overlay === 'palette')
  const toon = useNavigation((state) => state.toon)
  return (
    <Dialog label={texts.titel} isOpen={isOpen} onClose={() => toon(undefined)} className="palette">
      <PaletteBody />
    </Dialog>
  )
}

const PaletteBody = () => {
  const { client, commands, shell, actions } = useDesk()
  const toon = useNavigation((state) => state.toon)
  const [query, setQuery] = useState('')
  const gesprekken = useGesprekken((state) => state.gesprekken)
  const artikelen = useArticleSearch(client, query)
  const sections = paletteEntries({ query, commands, shell, gesprekken, artikelen, actions })
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <TextField className="palette-field" aria-label={texts.zoek} autoFocus>
        <Input className="palette-input" placeholder={texts.plaats} autoComplete="off" spellCheck={false} />
      </TextField>
      {/* The caret stays in the field; the list scrolls by itself, and by keyboard for who walks into it. */}
      <div className="palette-scroll" tabIndex={0}>
        <Menu
          className="palette-list"
          aria-label={texts.titel}
          items={sections}
          onAction={(key) => {
            toon(undefined)
            const entries = sections.flatMap((section) => section.entries)
            entries.find(({ id }) => id === key)?.run()
          }}
          renderEmptyState={() => <p className="palette-none">{texts.niets}</p>}
        >
          {(section: PaletteSection) => (
            <MenuSection id={section.id}>
              <Header className="palette-header">{section.title}</Header>
              {section.entries.map((entry) => (
                <MenuItem key={entry.id} id={entry.id} className="palette-item" textValue={entry.title}>
                  <span className="palette-item-title">{entry.title}</span>
                  {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </div>
    </Autocomplete>
  )
}
