import { useDeferredValue } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { TableLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { formatTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { EmptyState } from '../../ui/empty-state'
import { DeadlineTag } from './deadline-tag'
import { HolderLabel } from './holder-label'
import { useTerugbelnotities } from './store'
import './notitie-table.css'

const columns = [
  { id: 'deadline', naam: texts.kolomDeadline, width: 206, minWidth: 206 },
  { id: 'naam', naam: texts.kolomNaam, width: '1.3fr', minWidth: 150 },
  { id: 'telefoon', naam: texts.kolomTelefoon, width: 112, minWidth: 112 },
  { id: 'handeling', naam: texts.kolomHandeling, width: '2fr', minWidth: 130 },
  { id: 'afdeling', naam: texts.kolomAfdeling, width: '1fr', minWidth: 116 },
  { id: 'pogingen', naam: texts.kolomPogingen, width: 52, minWidth: 52 },
  { id: 'houder', naam: texts.kolomHouder, width: '0.9fr', minWidth: 104 },
] as const

const firstScreenful = 50

const layoutOptions = { rowHeight: 32, headingHeight: 30 }

/** All notities of a list; only the rows that can be seen are in the page. */
export const NotitieTable = ({ onOpen }: { readonly onOpen: () => void }) => {
  const regels = useTerugbelnotities((state) => state.regels)
  // What fits on a screen is drawn at once, the rest of a long list right after that.
  const rows = useDeferredValue(regels, regels?.slice(0, firstScreenful))
  const lijst = useTerugbelnotities((state) => state.lijst)
  const gekozenId = useTerugbelnotities((state) => state.gekozenId)
  const kies = useTerugbelnotities((state) => state.kies)
  const leeg = texts.leeg[lijst]
  return (
    <div className="notitie-table-box" data-scope="terugbellen">
      <Virtualizer layout={TableLayout} layoutOptions={layoutOptions}>
        <Table
          className="notitie-table"
          aria-label={texts.tabel}
          data-focus-id="notities"
          selectionMode="single"
          selectionBehavior="replace"
          // A click on the notitie that is open must not close it.
          disallowEmptySelection
          selectedKeys={gekozenId === undefined ? [] : [gekozenId]}
          onSelectionChange={(keys) => {
            kies(keys === 'all' ? undefined : regels?.find((regel) => keys.has(regel.id))?.id)
          }}
          // Enter, and the press of a screen reader, which chooses nothing by itself.
          onRowAction={(key) => {
            kies(regels?.find((regel) => regel.id === key)?.id)
            onOpen()
          }}
        >
          <TableHeader columns={columns}>
            {({ id, naam, width, minWidth }) => (
              <Column id={id} isRowHeader={id === 'naam'} width={width} minWidth={minWidth} className="notitie-column">
                {naam}
              </Column>
            )}
          </TableHeader>
          <TableBody
            items={rows ?? []}
            renderEmptyState={() =>
              regels === undefined ? (
                <EmptyState title={texts.geladen} />
              ) : (
                <EmptyState title={leeg.titel}>{leeg.tekst}</EmptyState>
              )
            }
          >
            {(regel) => <NotitieRow regel={regel} />}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  )
}

const NotitieRow = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => (
  <Row
    id={regel.id}
    className="notitie-row"
    textValue={`${regel.naam === '' ? texts.anoniem : regel.naam}, ${regel.gevraagdeHandeling}`}
  >
    <Cell className="notitie-cell">
      <DeadlineTag notitie={regel} />
    </Cell>
    <Cell className="notitie-cell">{regel.naam === '' ? texts.anoniem : regel.naam}</Cell>
    <Cell className="notitie-cell">{formatTelefoonnummer(regel.telefoonnummer)}</Cell>
    <Cell className="notitie-cell">{regel.gevraagdeHandeling}</Cell>
    <Cell className="notitie-cell">{regel.afdelingNaam}</Cell>
    <Cell className="notitie-cell">
      {regel.pogingen.length === 0 ? null : <PogingCount pogingen={regel.pogingen} />}
    </Cell>
    <Cell className="notitie-cell">
      <HolderLabel regel={regel} />
    </Cell>
  </Row>
)

const PogingCount = ({ pogingen }: Pick<TerugbelnotitieRegel, 'pogingen'>) => (
  <>
    <span aria-hidden>{pogingen.length}</span>
    <span className="visually-hidden">{texts.pogingen(pogingen.length)}</span>
  </>
)
