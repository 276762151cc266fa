import { getypteVelden } from '../../texts/verbinding'

/** The words that somebody typed in a refused intent, with the name of each field: nothing typed may get lost with it. */
export const typedText = (args: unknown): string => {
  if (typeof args !== 'object' || args === null) return ''
  const values = new Map(Object.entries(args))
  return getypteVelden
    .map(([field, label]) => ({ label, value: values.get(field) as unknown }))
    .filter((entry): entry is { label: string; value: string } => typeof entry.value === 'string' && entry.value !== '')
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')
}
