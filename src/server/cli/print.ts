/** Whom the audit names for a command: whoever may use it on the server. */
export const administrator = 'beheer'

/** Where the output of a command goes. */
export const print = (...lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`)
}

/** What the caller did wrong. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/**
 * One line of CSV with `;`, as Dutch spreadsheets read it. A field that a spreadsheet would take for a formula gets an apostrophe in front:
 * free texts come from desks.
 */
export const csvLine = (fields: readonly (string | number | null)[]): string =>
  fields
    .map((field) => {
      const text = String(field ?? '')
      const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text
      return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
    })
    .join(';')
