import type { Klantbeeld } from '../../shared/domain/klantbeeld/klantbeeld'

export const klantbeeldenTexts = {
  titel: 'Wat bekend is',
  laden: 'Wordt opgehaald…',
  zoekNummer: 'Vul eerst het telefoonnummer in. Dan kan Klaar laten zien wat van dit nummer bekend is.',
  offlineTitel: 'Niet op te halen zonder verbinding',
  offline: 'Wat bekend is van een beller, komt elke keer van de server. Probeer het opnieuw als er verbinding is.',
  foutTitel: 'Niet op te halen',
  verlopenTitel: 'Dit is verlopen',
  verlopen: 'Klaar heeft het van deze computer gehaald. Haal het opnieuw op als u het nodig hebt.',
  opnieuw: 'Haal opnieuw op',
  sluit: 'Sluit',
  leegTitel: 'Dit nummer is nog niet bekend',
  leeg: 'Er zijn geen eerdere gesprekken of terugbelnotities.',
  open: 'Nog terug te bellen',
  eerder: 'Eerder',
  belofte: (moment: string) => `Terugbellen vóór ${moment}`,
  teLaat: (moment: string) => `■ Had teruggebeld moeten zijn vóór ${moment}`,
  notitie: (status: string) => `Terugbelnotitie, ${status}`,
  ouderdom: (opgehaald: string, verloopt: string) =>
    `Opgehaald ${opgehaald} · verdwijnt ${verloopt} · dat u dit bekijkt, wordt vastgelegd`,
  nummerNietZeker: 'Gevonden op telefoonnummer. Vraag na of u dezelfde persoon spreekt.',
} as const

export const notitieStatusTexts: Readonly<Record<Klantbeeld['terugbelnotities'][number]['status'], string>> = {
  open: 'nog open',
  geclaimd: 'een collega belt',
  afgehandeld: 'afgehandeld',
  vervallen: 'vervallen',
}
