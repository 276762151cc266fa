import type { AppErrorCode } from '../../shared/kernel/result'

/** The desk itself cannot work: what is wrong, and the steps that help. */
export interface StoringText {
  readonly titel: string
  readonly uitleg: string
  readonly stappen: readonly string[]
}

const algemeen: StoringText = {
  titel: 'Klaar kan niet starten',
  uitleg: 'De gegevens op deze computer zijn niet te openen. Er is niets gewist.',
  stappen: ['Sluit Klaar en start het opnieuw.', 'Helpt dat niet? Bel de beheerder en noem de code hieronder.'],
}

const perCode: Partial<Readonly<Record<AppErrorCode, StoringText>>> = {
  storage_newer: {
    titel: 'Deze Klaar is te oud voor uw gegevens',
    uitleg: 'Op deze computer heeft al een nieuwere versie van Klaar gedraaid. Uw gegevens zijn veilig.',
    stappen: ['Sluit Klaar.', 'Installeer de nieuwste versie.', 'Start Klaar opnieuw. Alles staat er dan nog.'],
  },
  wrong_key: {
    titel: 'De sleutel past niet op uw gegevens',
    uitleg: 'De gegevens op deze computer zijn versleuteld. De sleutel die Klaar vindt, hoort er niet bij.',
    stappen: [
      'Meld u op de computer aan met uw eigen account en start Klaar opnieuw.',
      'Helpt dat niet? Bel de beheerder. Verwijder zelf geen bestanden: daarin kan werk staan dat nog niet verstuurd is.',
    ],
  },
  device_revoked: {
    titel: 'Deze werkplek is ingetrokken',
    uitleg: 'De beheerder heeft deze werkplek ingetrokken. Alle gegevens van Klaar zijn hier gewist.',
    stappen: [
      'Vraag de beheerder of u hier weer mag werken.',
      'Mag het? Meld u dan opnieuw aan. Klaar haalt alles opnieuw op.',
    ],
  },
  device_locked: {
    titel: 'Te lang geen contact met de server',
    uitleg:
      'Klaar had te lang geen contact met de server. De kopie van de gegevens is daarom gewist. Wat u nog niet verstuurd had, is bewaard en gaat vanzelf mee.',
    stappen: [
      'Zorg dat deze computer verbinding heeft met het netwerk van de gemeente.',
      'Klaar opent zichzelf zodra de server antwoordt. U kunt het ook nu proberen.',
      'Lukt het niet? Bel de beheerder.',
    ],
  },
  busy: {
    titel: 'De server heeft het druk',
    uitleg: 'Klaar kan nog niet verder. Er is niets kwijt.',
    stappen: ['Wacht even. Klaar probeert het vanzelf opnieuw.'],
  },
  storage_corrupt: {
    titel: 'Uw werkbestand is beschadigd',
    uitleg: 'Klaar opent het niet, om te voorkomen dat werk verloren gaat. Er is niets gewist.',
    stappen: [
      'Sluit Klaar en laat de computer aan.',
      'Bel de beheerder. Hij kan het bestand veiligstellen en herstellen.',
    ],
  },
  storage_unwritable: {
    titel: 'Klaar mag niet in zijn eigen map schrijven',
    uitleg: 'Daarom kan Klaar uw werk nu niet bewaren. Er is niets gewist.',
    stappen: ['Sluit Klaar.', 'Bel de beheerder. Hij kan de rechten van de map herstellen.', 'Start Klaar opnieuw.'],
  },
  storage_in_use: {
    titel: 'Klaar is al geopend',
    uitleg: 'Uw werk is op deze computer al open in een ander venster of in de browser.',
    stappen: ['Ga verder in het andere venster.', 'Of sluit dat, en start Klaar hier opnieuw.'],
  },
  storage_full: {
    titel: 'De schijf is vol',
    uitleg: 'Klaar kan uw werk nu niet bewaren. Daarom kunt u even niet verder.',
    stappen: ['Maak ruimte vrij op deze computer, bijvoorbeeld door de prullenbak te legen.', 'Start Klaar opnieuw.'],
  },
}

export const storingText = (code: AppErrorCode): StoringText => perCode[code] ?? algemeen

export const storingTexts = {
  code: 'Code voor de beheerder',
  nummer: 'Nummer in het logboek',
  probeer: 'Probeer nu',
  aanmelden: 'Meld u opnieuw aan',
} as const
