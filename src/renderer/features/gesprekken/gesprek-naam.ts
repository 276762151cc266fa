import type { Gesprek } from '../../../shared/domain/gesprek/gesprek'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'

/** What a gesprek is called on a tab: who it is, else the number, else what it is about. */
export const gesprekNaam = ({ naam, telefoon, vraag }: Pick<Gesprek, 'naam' | 'telefoon' | 'vraag'>): string =>
  [naam, telefoon, vraag].map((text) => text.trim().slice(0, 60)).find((text) => text !== '') ?? texts.naamloos
