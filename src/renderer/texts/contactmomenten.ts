export const contactmomentenTexts = {
  titel: 'Uw gesprekken',
  leeg: 'Nog geen afgeronde gesprekken.',
  zonderNaam: 'zonder naam',
  onderweg: 'nog niet verstuurd',
} as const
