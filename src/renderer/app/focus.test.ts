// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFocus, type Focus } from './focus'

let focus: Focus
let stop: () => void

beforeEach(() => {
  document.body.innerHTML = `
    <button id="rail">Rail</button>
    <section data-pane tabindex="-1"><input id="a1" /><input id="a2" data-focus-id="vraag" /></section>
    <section data-pane tabindex="-1"><p>leeg</p></section>
    <section data-pane tabindex="-1"><button id="c1">C</button></section>`
  focus = createFocus(document)
  stop = focus.start()
})

afterEach(() => stop())

const here = (): string => document.activeElement?.id ?? ''

test('walks from pane to pane, around the end and back', () => {
  focus.nextPane(1)
  expect(here()).toBe('a1')
  focus.nextPane(1)
  expect(document.activeElement?.textContent).toBe('leeg')
  focus.nextPane(1)
  expect(here()).toBe('c1')
  focus.nextPane(1)
  expect(here()).toBe('a1')
  focus.nextPane(-1)
  expect(here()).toBe('c1')
})

test('comes back to the place where one was', () => {
  document.getElementById('a2')?.focus()
  focus.nextPane(-1)
  focus.nextPane(1)
  expect(here()).toBe('a2')
})

test('goes to a place by its name before the next key can arrive', () => {
  focus.to('vraag')
  expect(here()).toBe('a2')
})

test('goes on where the words ended, and begins a search anew', () => {
  document.body.innerHTML = `
    <textarea data-focus-id="vraag">eerste</textarea>
    <input role="combobox" data-focus-id="zoeken" value="rijbewijs" />`
  const [vraag, zoeken] = [document.querySelector('textarea'), document.querySelector('input')]
  vraag?.setSelectionRange(0, 0)
  focus.to('vraag')
  expect(vraag?.selectionStart).toBe(6)
  focus.to('zoeken')
  expect([zoeken?.selectionStart, zoeken?.selectionEnd]).toEqual([0, 9])
})
