import { AppFailure } from '../../../shared/kernel/result'

/** The lines of a byte stream. A stream that breaks off throws `offline`; a last line without an end is half a line and is dropped. */
export const readLines = async function* (stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') yield line
    }
  } catch (cause) {
    throw new AppFailure({ code: 'offline' }, { cause })
  }
}
