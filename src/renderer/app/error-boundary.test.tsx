// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { ErrorBoundary } from './error-boundary'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('what breaks is told, also aloud, and can be opened again', async () => {
  // React reports a caught error on the console as well.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let isBroken = true
  const Part = () => {
    if (isBroken) throw new Error('stuk')
    return <p>Heel</p>
  }
  const told: string[] = []
  render(
    <ErrorBoundary onBroken={(text) => told.push(text)}>
      <Part />
    </ErrorBoundary>,
  )
  screen.getByText('Dit scherm is vastgelopen')
  expect(told).toEqual(['Dit scherm is vastgelopen. Wat u typte, is bewaard. Open het scherm opnieuw.'])
  isBroken = false
  await userEvent.setup().click(screen.getByRole('button', { name: 'Open opnieuw' }))
  screen.getByText('Heel')
})
