import type { MenuItemConstructorOptions } from 'electron'

interface MenuActions {
  readonly zoomIn: () => void
  readonly zoomOut: () => void
  readonly zoomReset: () => void
}

/** The application menu: only what belongs to the window. Everything else has its place, and its key, on the page. */
export const menuTemplate = ({ zoomIn, zoomOut, zoomReset }: MenuActions): MenuItemConstructorOptions[] => [
  { label: 'Klaar', submenu: [{ label: 'Afsluiten', role: 'quit' }] },
  {
    label: 'Bewerken',
    submenu: [
      { label: 'Ongedaan maken', role: 'undo' },
      { label: 'Opnieuw', role: 'redo' },
      { type: 'separator' },
      { label: 'Knippen', role: 'cut' },
      { label: 'Kopiëren', role: 'copy' },
      { label: 'Plakken', role: 'paste' },
      { label: 'Alles selecteren', role: 'selectAll' },
    ],
  },
  {
    label: 'Beeld',
    submenu: [
      { label: 'Groter', accelerator: 'CommandOrControl+Plus', click: zoomIn },
      // The plus without Shift, as most keyboards have it.
      {
        label: 'Groter',
        accelerator: 'CommandOrControl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: zoomIn,
      },
      { label: 'Kleiner', accelerator: 'CommandOrControl+-', click: zoomOut },
      { label: 'Normale grootte', accelerator: 'CommandOrControl+0', click: zoomReset },
      { type: 'separator' },
      { label: 'Volledig scherm', role: 'togglefullscreen' },
    ],
  },
]
